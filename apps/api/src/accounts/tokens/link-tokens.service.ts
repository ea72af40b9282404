import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { Bus } from '../../platform/bus/bus.js';
import { ServerEvents } from '../../platform/events/server-events.js';
import { Log } from '../../platform/logging/log.js';
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
  private renewed = 0;

  constructor(
    private readonly secrets: SecretsRepository,
    private readonly events: ServerEvents,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.secrets.getOrCreate(LINKS);
    this.pageSecret = await this.secrets.getOrCreate(PAGE_LINKS, this.secret); // so that older links stay valid
    for (const kind of ['links-renewed', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.reload().catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'could not reload the secret of page links');
        });
      });
  }

  /** Increments when page links are renewed: a connection that was checked before has an old link. */
  get renewals(): number {
    return this.renewed;
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

  /** Replaces every link to a stage or preflight page, on every node. */
  async renewPageLinks(): Promise<void> {
    this.use(await this.secrets.replace(PAGE_LINKS));
    this.bus.publish({ kind: 'links-renewed' });
  }

  private async reload(): Promise<void> {
    this.use(await this.secrets.getOrCreate(PAGE_LINKS));
  }

  private use(secret: Buffer): void {
    if (this.pageSecret?.equals(secret) === true) return;
    this.pageSecret = secret;
    this.renewed++;
    this.events.emit('links:renewed', null);
  }
}
