import { networkInterfaces } from 'node:os';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import {
  FailureError,
  type PreflightToServer,
  type PreflightWelcome,
  type ServerToPreflight,
} from '@wandcast/protocol';
import { preflightMessages } from '@wandcast/protocol/messages';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { Metrics } from '../platform/metrics/metrics.js';
import { Preflights } from '../rooms/preflight/preflights.js';
import { networkOriginOf } from '../rooms/preflight/network-origin.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/sockets/message-failures.js';
import { PreflightLinks } from '../rooms/preflight/preflight-links.js';
import { Rooms } from '../rooms/room/rooms.js';

type PreflightSocket = Socket<PreflightToServer, ServerToPreflight, DefaultEventsMap, { welcome: PreflightWelcome }>;

/** Connections without a link's token that there may be at once: anyone may measure, nobody may fill the server with it. */
const MAX_STRANGERS = 100;

@WebSocketGateway({ namespace: '/preflight' })
export class PreflightGateway implements OnGatewayInit, OnGatewayConnection {
  private strangers = 0;

  constructor(
    private readonly rooms: Rooms,
    private readonly preflightLinks: PreflightLinks,
    private readonly refusals: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: Namespace): void {
    admit(namespace, 'preflight', this.refusals, async ({ token }, socket) => {
      const mayReport = token !== undefined && (await this.preflightLinks.mayReport(token));
      if (!mayReport && this.strangers >= MAX_STRANGERS) throw new FailureError('overloaded');
      const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
      const way = networkOriginOf(socket.conn.callerAddress ?? '', own);
      (socket.data as PreflightSocket['data']).welcome = { way, mayReport };
    });
  }

  handleConnection(socket: PreflightSocket): void {
    const { welcome } = socket.data;
    this.metrics.connections.inc({ role: 'preflight' });
    if (!welcome.mayReport) this.strangers++;
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'preflight' });
      if (!welcome.mayReport) this.strangers--;
    });
    receive(
      socket as unknown as Socket,
      {
        role: 'preflight',
        who: socket.id,
        messages: preflightMessages,
        handlers: {
          'clock:read': () => ({ at: Date.now() }),
          'preflight:report': (report) => {
            if (!welcome.mayReport) throw new FailureError('unauthorized');
            return this.rooms.newest.part(Preflights).add(welcome.way, report);
          },
        },
      },
      this.refusals,
    );
    socket.emit('preflight:welcomed', welcome);
  }
}
