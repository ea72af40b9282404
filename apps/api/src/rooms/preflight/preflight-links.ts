import { Injectable } from '@nestjs/common';
import { AccessService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../events/events.service.js';

/** The links by which phones report what they measured. */
@Injectable()
export class PreflightLinks {
  constructor(
    private readonly access: AccessService,
    private readonly events: EventsService,
  ) {}

  /** Whether the token is that of a preflight link, of this event or an earlier one: a printed code stays valid. */
  async mayReport(token: string): Promise<boolean> {
    return (await this.events.listIds()).some((id) => this.access.isToken('preflight', id, token));
  }
}
