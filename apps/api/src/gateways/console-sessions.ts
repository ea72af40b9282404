import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { meIn, roleIn } from '../accounts/members/member.js';
import type { Session } from '../accounts/sessions/sessions.repository.js';
import { SessionsService } from '../accounts/sessions/sessions.service.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { Log } from '../platform/logging/log.js';
import { retriedFlight } from '../platform/queues/retried-flight.js';
import type { ConsoleNamespace, ConsoleSocket } from './console-socket.js';

/** Keeps the sessions of connected consoles current: sign-outs and role changes take effect at once. */
@Injectable()
export class ConsoleSessions implements OnModuleDestroy {
  private readonly stop = new AbortController();
  private changes = 0;
  private reload: () => void = () => undefined;

  constructor(
    private readonly sessions: SessionsService,
    private readonly events: ServerEvents,
    private readonly log: Log,
  ) {}

  /** @throws FailureError `unauthorized` if the token has no session */
  async find(token: string): Promise<Session> {
    const session = await this.sessions.find(token);
    if (session === undefined) throw new FailureError('unauthorized');
    return session;
  }

  /** Increments when any session or member changes. */
  get version(): number {
    return this.changes;
  }

  /** Reloads the sessions of a namespace whenever any session or member changes. */
  keepCurrent(namespace: ConsoleNamespace): void {
    // One at a time, so that an older result never overwrites a newer one.
    this.reload = retriedFlight(
      () => this.read(namespace),
      (error) => {
        this.log.warn({ error: (error as Error).message }, 'could not reload console sessions');
      },
      this.stop.signal,
    );
    this.events.on('sessions:changed', () => {
      this.changes++;
      this.reload();
    });
  }

  /** Call when a socket is in the namespace: its session may have changed since it was read. */
  arrived({ data }: ConsoleSocket): void {
    if (data.sessionVersion !== this.changes) this.reload();
  }

  onModuleDestroy(): void {
    this.stop.abort();
  }

  private async read(namespace: ConsoleNamespace): Promise<void> {
    const sockets = [...namespace.sockets.values()];
    const sessions = await this.sessions.listById(sockets.map((socket) => socket.data.session.id));
    const byId = new Map(sessions.map((session) => [session.id, session]));
    for (const socket of sockets) {
      const session = byId.get(socket.data.session.id);
      const { room } = socket.data;
      if (session === undefined || roleIn(session.member, room) === null) {
        socket.disconnect(true);
        continue;
      }
      socket.data.session = session;
      socket.emit('me:changed', meIn(session.member, room));
      socket.emit('team:changed', null);
      socket.emit('rooms:changed', null); // others may be listed to them now
    }
  }
}
