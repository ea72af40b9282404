import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { Bus } from '../../platform/bus/bus.js';
import type { Member } from '../members/member.js';
import { SessionsRepository, type Session } from './sessions.repository.js';
import { newToken } from '../tokens/random-tokens.js';
import { ServerEvents } from '../../platform/events/server-events.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sessions and keys expire when unused for this long, ms. */
const SESSION_LIFETIME_MS = { browser: 14 * DAY_MS, key: 365 * DAY_MS } as const;
/** How long browsers keep the cookie, ms: the longest that they do. Whether its session has expired is up to the server. */
export const SESSION_COOKIE_MS = 400 * DAY_MS;
/** A session's last use is updated at most this often, ms. */
const TOUCH_INTERVAL_MS = 10 * 60 * 1000;

/** Sessions of browsers and API keys. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly events: ServerEvents,
    private readonly bus: Bus,
  ) {
    for (const kind of ['team', 'refreshed'] as const)
      bus.on(kind, () => {
        this.events.emit('sessions:changed', null);
      });
  }

  /**
   * @param passwordHash of the password that was entered, if one was
   * @returns the token for the client; the server stores only its hash
   * @throws FailureError `unauthorized` if the member was removed since, `sign-in-wrong` if the password was changed
   */
  async open(
    { id: memberId }: Member,
    kind: Session['kind'],
    description: string,
    passwordHash?: string,
  ): Promise<string> {
    const token = newToken();
    const expiresAt = new Date(Date.now() + SESSION_LIFETIME_MS[kind]);
    const isOpen = await this.sessions.create(token, { memberId, kind, description, expiresAt }, passwordHash);
    if (!isOpen) throw new FailureError(passwordHash === undefined ? 'unauthorized' : 'sign-in-wrong');
    return token;
  }

  /** The session of a token; undefined if there is none. Extends its lifetime. */
  async find(token: string): Promise<Session | undefined> {
    const session = await this.sessions.find(token);
    if (session === undefined) return undefined;
    const now = Date.now();
    if (now - session.lastSeenAt.getTime() > TOUCH_INTERVAL_MS)
      await this.sessions.touch(session.id, new Date(now), new Date(now + SESSION_LIFETIME_MS[session.kind]));
    return session;
  }

  /** The sessions with these ids that have not expired, with current roles of their members. */
  listById(ids: readonly string[]): Promise<Session[]> {
    return this.sessions.listById(ids);
  }

  async end(memberId: string, id: string): Promise<void> {
    await this.sessions.remove(memberId, id);
    this.changed();
  }

  /** Ends all sessions of a member, including API keys. @param except id of a session to keep */
  async endAll(memberId: string, except?: string): Promise<void> {
    await this.sessions.removeAll(memberId, except);
    this.changed();
  }

  /** Makes every node check the sessions of its connections again. */
  changed(): void {
    this.bus.publish({ kind: 'team' });
    this.events.emit('sessions:changed', null);
  }
}
