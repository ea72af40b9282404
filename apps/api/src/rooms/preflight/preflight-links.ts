import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../events/events.service.js';

/** Authorizes phones that send preflight reports. */
@Injectable()
export class PreflightLinks {
  constructor(
    private readonly linkTokens: LinkTokensService,
    private readonly events: EventsService,
  ) {}

  /** Whether the token is from a preflight link of any event: a printed QR code stays valid for later events. */
  async mayReport(token: string): Promise<boolean> {
    return (await this.events.listIds()).some((id) => this.linkTokens.isToken('preflight', id, token));
  }
}
