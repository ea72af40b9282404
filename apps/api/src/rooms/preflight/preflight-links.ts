import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { EventTokens } from '../events/event-tokens.js';
import type { EventIds } from '../events/events.repository.js';

/** Authorizes phones that send preflight reports. */
@Injectable()
export class PreflightLinks {
  constructor(private readonly tokens: EventTokens) {}

  /**
   * The event of a preflight link, which is valid for the whole room: a printed QR code stays valid for later ones.
   * @returns undefined if it is not such a link
   */
  async eventOf(token: string): Promise<EventIds | undefined> {
    try {
      return await this.tokens.check('preflight', token);
    } catch (error) {
      if (error instanceof FailureError && error.code === 'unauthorized') return undefined;
      throw error;
    }
  }
}
