import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { meIn, roleIn } from '../accounts/members/member.js';
import type { Session } from '../accounts/sessions/sessions.repository.js';
import { SessionsService } from '../accounts/sessions/sessions.service.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { Log } from '../platform/logging/log.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import type { ConsoleNamespace } from './console-socket.js';

/** Keeps the sessions of connected consoles current: sign-outs and role changes take effect at once. */
@Injectable()
export class ConsoleSessions {
  /** Reloads run one after another, so that an older result never overwrites a newer one. */
  private readonly reloads = new SerialQueue();

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

  /** Reloads the sessions of a namespace whenever any session or member changes. */
  keepCurrent(namespace: ConsoleNamespace): void {
    this.events.on('sessions:changed', () => {
      this.reloads
        .run(() => this.reload(namespace))
        .catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'could not reload console sessions');
        });
    });
  }

  private async reload(namespace: ConsoleNamespace): Promise<void> {
    const sockets = [...namespace.sockets.values()];
    const sessions = await this.sessions.listById(sockets.map((socket) => socket.data.session.id));
    const byId = new Map(sessions.map((session) => [session.id, session]));
    for (const socket of sockets) {
      const session = byId.get(socket.data.session.id);
      const { id } = socket.data.room;
      if (session === undefined || roleIn(session.member, id) === null) {
        socket.disconnect(true);
        continue;
      }
      socket.data.session = session;
      socket.emit('me:changed', meIn(session.member, id));
      socket.emit('team:changed', null);
      socket.emit('rooms:changed', null); // others may be listed to them now
    }
  }
}
