import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../events/events.service.js';

/** The links by which phones report what they measured. */
@Injectable()
export class PreflightLinks {
  constructor(
    private readonly linkTokens: LinkTokensService,
    private readonly events: EventsService,
  ) {}

  /** Whether the token is that of a preflight link, of this event or an earlier one: a printed code stays valid. */
  async mayReport(token: string): Promise<boolean> {
    return (await this.events.listIds()).some((id) => this.linkTokens.isToken('preflight', id, token));
  }
}
