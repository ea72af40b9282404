import { networkInterfaces } from 'node:os';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import {
  FailureError,
  type PreflightToServer,
  type PreflightWelcome,
  type ServerToPreflight,
} from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { LinkTokensService } from '../accounts/tokens/link-tokens.service.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { PreflightHandlerRegistry, type PreflightCaller } from '../rooms/messages/preflight-handler-registry.js';
import { networkOriginOf } from '../rooms/preflight/network-origin.js';
import { useHandshake } from '../platform/sockets/handshake-middleware.js';
import { dispatchMessages } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/failures/message-failures.js';
import { PreflightLinks } from '../rooms/preflight/preflight-links.js';
import { Rooms } from '../rooms/room/rooms.js';

interface PreflightData {
  welcome: PreflightWelcome;
  /** {@link LinkTokensService.renewals} when the link was checked. */
  renewals: number;
}
type PreflightSocket = Socket<PreflightToServer, ServerToPreflight, DefaultEventsMap, PreflightData>;
type PreflightNamespace = Namespace<PreflightToServer, ServerToPreflight, DefaultEventsMap, PreflightData>;

/** Maximum number of concurrent connections without a link's token: anyone may measure, but not flood the server. */
const MAX_ANONYMOUS = 100;

@WebSocketGateway({ namespace: '/preflight' })
export class PreflightGateway implements OnGatewayInit, OnGatewayConnection {
  private anonymous = 0;

  constructor(
    private readonly handlers: PreflightHandlerRegistry,
    private readonly rooms: Rooms,
    private readonly preflightLinks: PreflightLinks,
    private readonly linkTokens: LinkTokensService,
    private readonly events: ServerEvents,
    private readonly failures: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: PreflightNamespace): void {
    this.handlers.assertComplete();
    useHandshake(namespace, 'preflight', this.failures, async ({ token }, socket) => {
      const { renewals } = this.linkTokens;
      const mayReport = token !== undefined && (await this.preflightLinks.mayReport(token));
      if (!mayReport && this.anonymous >= MAX_ANONYMOUS) throw new FailureError('overloaded');
      const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
      const networkOrigin = networkOriginOf(socket.conn.clientAddress ?? '', own);
      Object.assign(socket.data as PreflightData, { welcome: { networkOrigin, mayReport }, renewals });
    });
    this.events.on('links:renewed', () => {
      for (const socket of namespace.sockets.values()) if (socket.data.welcome.mayReport) socket.disconnect(true);
    });
  }

  handleConnection(socket: PreflightSocket): void {
    const { welcome, renewals } = socket.data;
    if (welcome.mayReport && renewals !== this.linkTokens.renewals) {
      socket.disconnect(true); // its link was replaced since the handshake
      return;
    }
    this.metrics.connections.inc({ role: 'preflight' });
    if (!welcome.mayReport) this.anonymous++;
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'preflight' });
      if (!welcome.mayReport) this.anonymous--;
    });
    const { rooms } = this;
    const caller: PreflightCaller = {
      welcome,
      get room() {
        return rooms.newest;
      },
    };
    const connection = { role: 'preflight', who: socket.id, handlers: this.handlers, caller };
    dispatchMessages(socket as unknown as Socket, connection, this.failures);
    socket.emit('preflight:welcomed', welcome);
  }
}
