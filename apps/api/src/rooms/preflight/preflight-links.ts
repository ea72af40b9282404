import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { EventTokens } from '../events/event-tokens.js';

/** Authorizes phones that send preflight reports. */
@Injectable()
export class PreflightLinks {
  constructor(private readonly tokens: EventTokens) {}

  /** Whether the token is from a preflight link of any event: a printed QR code stays valid for later events. */
  async mayReport(token: string): Promise<boolean> {
    try {
      await this.tokens.check('preflight', token);
      return true;
    } catch (error) {
      if (error instanceof FailureError && error.code === 'unauthorized') return false;
      throw error;
    }
  }
}
