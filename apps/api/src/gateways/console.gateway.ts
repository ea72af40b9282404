import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { FailureError, mayAct } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import type { Socket } from 'socket.io';
import { meIn, roleIn } from '../accounts/members/member.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { useHandshake } from '../platform/sockets/handshake-middleware.js';
import { dispatchMessages } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/failures/message-failures.js';
import { ConsoleHandlerRegistry, type ConsoleCaller } from '../rooms/messages/console-handler-registry.js';
import { TrainingRun } from '../training/training-run.service.js';
import { ConsoleAudit } from './console-audit.service.js';
import { ConsoleRooms } from './console-rooms.js';
import { ConsoleSessions } from './console-sessions.js';
import type { ConsoleNamespace, ConsoleSocket } from './console-socket.js';
import { ConsoleWelcomeService } from './console-welcome.service.js';

/**
 * How long a console has been open before a training is prepared, ms: starting its worker would take the processor from
 * the page that just opens, and nobody draws a glyph sooner.
 */
const PREPARE_AFTER_MS = 3_000;

@WebSocketGateway({ namespace: '/console' })
export class ConsoleGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly handlers: ConsoleHandlerRegistry,
    private readonly sessions: ConsoleSessions,
    private readonly audit: ConsoleAudit,
    private readonly rooms: ConsoleRooms,
    private readonly welcome: ConsoleWelcomeService,
    private readonly events: ServerEvents,
    private readonly failures: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: ConsoleNamespace): void {
    this.handlers.assertComplete();
    useHandshake(namespace, 'console', this.failures, async ({ token, room }, socket) => {
      const sessionVersion = this.sessions.version;
      const session = await this.sessions.find(token ?? socket.conn.sessionToken ?? '');
      return async () => {
        const joined = await this.rooms.roomFor(session.member, room);
        Object.assign(socket.data as ConsoleSocket['data'], { session, sessionVersion, room: joined });
        this.events.emit('team:arrived', { address: socket.conn.clientAddress ?? '', event: joined.event });
      };
    });
    this.sessions.keepCurrent(namespace);
    this.events.on('audit:added', () => {
      for (const socket of namespace.sockets.values())
        if (socket.data.session.member.role === 'owner') socket.emit('audit:added', null);
    });
    this.rooms.rooms.serve('console', namespace);
    this.rooms.rooms.events.on('room:replaced', ({ next }) => {
      for (const socket of namespace.sockets.values())
        if (socket.rooms.has(next.eventId))
          socket.emit('console:welcomed', this.welcome.for(next, meIn(socket.data.session.member, next)));
    });
  }

  handleConnection(socket: ConsoleSocket): void {
    const joined = socket.data.room.latest;
    const caller: ConsoleCaller = {
      get room() {
        return joined.latest;
      },
      get session() {
        return socket.data.session;
      },
    };
    void socket.join(joined.eventId);
    this.sessions.arrived(socket);
    this.metrics.connections.inc({ role: 'console' });
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'console' });
    });
    dispatchMessages(
      socket as unknown as Socket,
      {
        role: 'console',
        who: socket.id,
        handlers: this.handlers,
        caller,
        eventOf: ({ room }) => room.eventId,
        authorize: (name) => {
          const role = roleIn(caller.session.member, joined);
          if (role === null || !mayAct(role, consoleMessages[name].role)) throw new FailureError('forbidden');
        },
        observe: (name, message) => this.audit.observe(caller, name, message),
      },
      this.failures,
    );
    socket.emit('console:welcomed', this.welcome.for(joined, meIn(caller.session.member, joined)));
    const prepare = setTimeout(() => {
      joined.latest.part(TrainingRun).prepare();
    }, PREPARE_AFTER_MS);
    socket.on('disconnect', () => {
      clearTimeout(prepare);
    });
  }
}
