import { networkInterfaces } from 'node:os';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import {
  FailureError,
  type PreflightToServer,
  type PreflightWelcome,
  type ServerToPreflight,
} from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { ServerEvents } from '../platform/events/server-events.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { PreflightHandlerRegistry, type PreflightCaller } from '../rooms/messages/preflight-handler-registry.js';
import { networkOriginOf } from '../rooms/preflight/network-origin.js';
import { useHandshake } from '../platform/sockets/handshake-middleware.js';
import { dispatchMessages } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/failures/message-failures.js';
import { PreflightLinks } from '../rooms/preflight/preflight-links.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import type { Room } from '../rooms/room/room.js';
import { Rooms } from '../rooms/room/rooms.js';

interface PreflightData {
  welcome: PreflightWelcome;
  /** The room of the link; the main one without a link, which reports nothing. */
  room: Room;
  /** Of its link; undefined without one. */
  linkVersion: number | undefined;
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
    private readonly openRooms: OpenRooms,
    private readonly preflightLinks: PreflightLinks,
    private readonly events: ServerEvents,
    private readonly failures: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: PreflightNamespace): void {
    this.handlers.assertComplete();
    useHandshake(namespace, 'preflight', this.failures, async ({ token }, socket) => {
      const event = token === undefined ? undefined : await this.preflightLinks.eventOf(token);
      const mayReport = event !== undefined;
      if (!mayReport && this.anonymous >= MAX_ANONYMOUS) throw new FailureError('overloaded');
      const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
      const networkOrigin = networkOriginOf(socket.conn.clientAddress ?? '', own);
      const room = await this.openRooms.get(event?.roomId ?? this.openRooms.mainId);
      const { linkVersion } = event ?? {};
      Object.assign(socket.data as PreflightData, { welcome: { networkOrigin, mayReport }, linkVersion, room });
    });
    this.rooms.serve('preflight', namespace);
    this.events.on('links:replaced', ({ id }) => {
      for (const socket of namespace.sockets.values()) {
        const { welcome, room } = socket.data;
        if (welcome.mayReport && room.id === id) socket.disconnect(true);
      }
    });
  }

  handleConnection(socket: PreflightSocket): void {
    const { welcome, linkVersion, room: joined } = socket.data;
    if (welcome.mayReport && linkVersion !== joined.latest.event.linkVersion) {
      socket.disconnect(true); // its link was replaced since the handshake
      return;
    }
    void socket.join(joined.latest.eventId); // keeps the room open
    this.metrics.connections.inc({ role: 'preflight' });
    if (!welcome.mayReport) this.anonymous++;
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'preflight' });
      if (!welcome.mayReport) this.anonymous--;
    });
    const caller: PreflightCaller = {
      welcome,
      get room() {
        return joined.latest;
      },
    };
    const eventOf = ({ room }: PreflightCaller): string => room.eventId;
    const connection = { role: 'preflight', who: socket.id, handlers: this.handlers, caller, eventOf };
    dispatchMessages(socket as unknown as Socket, connection, this.failures);
    socket.emit('preflight:welcomed', welcome);
  }
}
