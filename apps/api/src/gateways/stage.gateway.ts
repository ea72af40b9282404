import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { ServerToStage, StageSnapshot, StageToServer } from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { ServerEvents } from '../platform/events/server-events.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import { EventTokens } from '../rooms/events/event-tokens.js';
import { eventInfo } from '../rooms/room/event-record.js';
import { Inference } from '../models/inference.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { HealthReport } from '../health/health.service.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Steps } from '../run-of-show/steps.service.js';
import { TotalsNotifier } from '../audience/totals/totals-notifier.service.js';
import { StageFrames } from '../casting/stage/stage-frames.service.js';
import { TeachingNeedsNotifier } from '../training/teaching-needs-notifier.js';
import { Trainings } from '../training/training.service.js';
import { useHandshake } from '../platform/sockets/handshake-middleware.js';
import { EventLinks } from '../rooms/events/event-links.js';
import { dispatchMessages } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/failures/message-failures.js';
import type { Room } from '../rooms/room/room.js';
import { StageHandlerRegistry, type StageCaller } from '../rooms/messages/stage-handler-registry.js';
import { Presence } from '../rooms/participants/presence.js';

interface StageData {
  /** Of its link. */
  linkVersion: number;
  /** Shown in a console, in small. */
  isPreview: boolean;
  /** The room at the handshake. */
  room: Room;
}
type StageSocket = Socket<StageToServer, ServerToStage, DefaultEventsMap, StageData>;

@WebSocketGateway({ namespace: '/stage' })
export class StageGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly handlers: StageHandlerRegistry,
    private readonly tokens: EventTokens,
    private readonly openRooms: OpenRooms,
    private readonly links: EventLinks,
    private readonly failures: MessageFailures,
    private readonly metrics: Metrics,
    private readonly serverEvents: ServerEvents,
  ) {}

  afterInit(namespace: Namespace<StageToServer, ServerToStage, DefaultEventsMap, StageData>): void {
    this.handlers.assertComplete();
    useHandshake(namespace, 'stage', this.failures, async ({ token, preview = false }, socket) => {
      const { roomId, linkVersion } = await this.tokens.check('stage', token); // that of any event: a projector keeps its link
      return async () => {
        const room = await this.openRooms.get(roomId);
        this.serverEvents.emit('team:arrived', { address: socket.conn.clientAddress ?? '', event: room.event });
        Object.assign(socket.data as StageData, { isPreview: preview, linkVersion, room });
      };
    });
    this.serverEvents.on('links:replaced', ({ id }) => {
      for (const socket of namespace.sockets.values())
        if ((socket.data as Partial<StageData>).room?.id === id) endReplaced(socket);
    });
    this.openRooms.rooms.serve('stage', namespace);
    this.openRooms.rooms.events.on('room:replaced', ({ next }) => {
      namespace.in(next.eventId).emit('stage:welcomed', this.snapshot(next));
    });
  }

  handleConnection(socket: StageSocket): void {
    if (socket.data.linkVersion !== socket.data.room.latest.event.linkVersion) {
      endReplaced(socket); // since the handshake
      return;
    }
    const joined = socket.data.room.latest;
    void socket.join(joined.eventId);
    socket.on('disconnect', () => {
      joined.latest.part(HealthStats).clocks.gone(socket.id);
    });
    if (!socket.data.isPreview) this.count(socket, joined);
    const caller: StageCaller = {
      socketId: socket.id,
      get room() {
        return joined.latest;
      },
    };
    const eventOf = ({ room }: StageCaller): string => room.eventId;
    const connection = { role: 'stage', who: socket.id, handlers: this.handlers, caller, eventOf };
    dispatchMessages(socket as unknown as Socket, connection, this.failures);
    socket.emit('stage:welcomed', this.snapshot(joined));
  }

  private count(socket: StageSocket, joined: Room): void {
    this.metrics.connections.inc({ role: 'stage' });
    joined.part(HealthReport).stageArrived();
    socket.on('disconnect', () => {
      joined.latest.part(HealthReport).stageDeparted();
      this.metrics.connections.dec({ role: 'stage' });
    });
  }

  private snapshot(room: Room): StageSnapshot {
    const [stage, board] = [room.part(StageFrames), room.part(Leaderboard)];
    return {
      event: eventInfo(room.event),
      joinUrl: this.links.join(room),
      spells: room.part(Spellbook).list(),
      model: room.part(Inference).model,
      wands: room.part(Presence).wands(),
      recent: stage.recentResults(),
      live: stage.live(),
      round: room.part(Rounds).newest,
      tally: board.tally,
      board: board.board,
      teachingNeeds: room.part(TeachingNeedsNotifier).list(),
      note: room.part(Steps).note,
      totals: room.part(TotalsNotifier).stageArrived(),
      summaryUrl: this.links.summary(room.eventId),
      counts: stage.counts(),
      training: room.part(Trainings).current,
      report: room.part(ModelRegistry).report(),
    };
  }
}

/** Tells a stage that its link was replaced, and disconnects it once that is sent. */
function endReplaced(socket: StageSocket): void {
  socket.emit('link:replaced', null);
  setImmediate(() => socket.disconnect(true));
}
