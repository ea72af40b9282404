import { Injectable } from '@nestjs/common';
import { Bus } from '../../platform/bus/bus.js';
import type { Member } from '../members/member.js';
import { SessionsRepository, type Session } from './sessions.repository.js';
import { newToken } from '../tokens/random-tokens.js';
import { ServerEvents } from '../../platform/events/server-events.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A browser that is not used for so long has to sign in again; a key for commands lasts a year. */
export const SESSION_LIFETIME_MS = { browser: 14 * DAY_MS, key: 365 * DAY_MS } as const;
/** How exactly it is known when someone was last here. */
const TOUCH_MS = 10 * 60 * 1000;

/** Who is signed in where. */
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

  /** @returns the token: to be given to them, kept by nobody else */
  async open({ id: memberId }: Member, kind: Session['kind'], description: string): Promise<string> {
    const token = newToken();
    await this.sessions.create(token, {
      memberId,
      kind,
      description,
      expiresAt: new Date(Date.now() + SESSION_LIFETIME_MS[kind]),
    });
    return token;
  }

  /** Whose token that is; a session that is used stays. */
  async find(token: string): Promise<Session | undefined> {
    const session = await this.sessions.find(token);
    if (session === undefined) return undefined;
    const now = Date.now();
    if (now - session.lastSeenAt.getTime() > TOUCH_MS)
      await this.sessions.touch(session.id, new Date(now), new Date(now + SESSION_LIFETIME_MS[session.kind]));
    return session;
  }

  /** Those of `ids` that are still valid, with their members as they are now. */
  listById(ids: readonly string[]): Promise<Session[]> {
    return this.sessions.listById(ids);
  }

  async end(memberId: string, id: string): Promise<void> {
    await this.sessions.remove(memberId, id);
    this.changed();
  }
  /** Everywhere, keys too. @param except stays signed in */
  async endAll(memberId: string, except?: string): Promise<void> {
    await this.sessions.removeAll(memberId, except);
    this.changed();
  }

  /** Every node looks again at who is connected to it. */
  changed(): void {
    this.bus.publish({ kind: 'team' });
    this.events.emit('sessions:changed', null);
  }
}
