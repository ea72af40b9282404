import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { SecretsRepository } from './secrets.repository.js';

/** What a link opens: the stage of an event, the summary of one, a phone's report, or the making of an owner. */
export type LinkPurpose = 'stage' | 'summary' | 'preflight' | 'set-up';

/**
 * Tokens of links. Each is an HMAC of its purpose and what it is for under a secret in the database: the same on
 * every node and after every restart, worth nothing for anything else, stored nowhere.
 */
@Injectable()
export class LinkTokensService implements OnModuleInit {
  private secret: Buffer | undefined;

  constructor(private readonly secrets: SecretsRepository) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.secrets.getOrCreate('links');
  }

  token(purpose: LinkPurpose, of: string): string {
    if (this.secret === undefined) throw new Error('tokens are asked for before the secret was read');
    return createHmac('sha256', this.secret).update(`${purpose}:${of}`).digest('base64url');
  }

  isToken(purpose: LinkPurpose, of: string, token: string): boolean {
    const [given, right] = [Buffer.from(token), Buffer.from(this.token(purpose, of))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** @throws FailureError `unauthorized` */
  check(purpose: LinkPurpose, of: string, token: string): void {
    if (!this.isToken(purpose, of, token)) throw new FailureError('unauthorized');
  }
}
