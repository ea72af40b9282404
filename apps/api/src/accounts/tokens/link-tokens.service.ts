import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { SecretsRepository } from './secrets.repository.js';

/** Links to pages, which moderators can renew: they are on projectors and printed. */
type PagePurpose = 'stage' | 'preflight';
/**
 * What a link grants: stage or summary of an event, sending a preflight report, or creating an owner. Cookies of members'
 * devices and of phones are signed in the same way, and addresses hashed.
 */
type LinkPurpose = PagePurpose | 'summary' | 'set-up' | 'device' | 'sign-in-place' | 'phone';

/** Names of the secrets in the database. */
const LINKS = 'links';
const PAGE_LINKS = 'page-links';

/**
 * Tokens in links. Each is an HMAC-SHA256 of its purpose and subject, keyed with a secret in the database, so
 * tokens are the same on every node and after restarts without being stored.
 */
@Injectable()
export class LinkTokensService implements OnModuleInit {
  private secret: Buffer | undefined;
  private pageSecret: Buffer | undefined;

  constructor(private readonly secrets: SecretsRepository) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.secrets.getOrCreate(LINKS);
    this.pageSecret = await this.secrets.getOrCreate(PAGE_LINKS, this.secret); // earlier versions replaced it
  }

  token(purpose: LinkPurpose, subject: string): string {
    const secret = purpose === 'stage' || purpose === 'preflight' ? this.pageSecret : this.secret;
    if (secret === undefined) throw new Error('the secret of link tokens is not loaded yet');
    return createHmac('sha256', secret).update(`${purpose}:${subject}`).digest('base64url');
  }

  isToken(purpose: LinkPurpose, subject: string, token: string): boolean {
    const [given, expected] = [Buffer.from(token), Buffer.from(this.token(purpose, subject))];
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** @throws FailureError `unauthorized` */
  check(purpose: LinkPurpose, subject: string, token: string): void {
    if (!this.isToken(purpose, subject, token)) throw new FailureError('unauthorized');
  }
}
