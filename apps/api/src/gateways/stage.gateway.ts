import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { fromStage } from '@wandcast/protocol/schemas';
import type { ServerToStage, StageSnapshot, StageToServer } from '@wandcast/protocol';
import type { Namespace, Socket } from 'socket.io';
import { AccessService } from '../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../rooms/events/events.service.js';
import { eventInfo } from '../rooms/events/live-event.js';
import { InferenceService } from '../models/inference.service.js';
import { RegistryService } from '../models/model-registry.service.js';
import { HealthService } from '../health/health.service.js';
import { Metrics } from '../platform/metrics.js';
import { RoomPulse } from '../rooms/health-stats/health-stats.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { BoardService } from '../games/leaderboard/leaderboard.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { StepsService } from '../lifecycle/steps.service.js';
import { StageTicker } from '../casting/stage/stage-frames.service.js';
import { TeachingNeedsNotifier } from '../training/needs-notifier.service.js';
import { TrainingService } from '../training/training.service.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { Links } from '../rooms/events/event-links.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { Refusals } from '../platform/sockets/message-failures.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { Crowd } from '../rooms/participants/crowd.js';

@WebSocketGateway({ namespace: '/stage' })
export class StageGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly access: AccessService,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly crowd: Crowd,
    private readonly stage: StageTicker,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly needs: TeachingNeedsNotifier,
    private readonly rounds: RoundsService,
    private readonly board: BoardService,
    private readonly steps: StepsService,
    private readonly links: Links,
    private readonly room: RoomChannel,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
    private readonly pulse: RoomPulse,
    private readonly health: HealthService,
  ) {}

  afterInit(namespace: Namespace<StageToServer, ServerToStage>): void {
    admit(namespace, 'stage', this.refusals, async ({ token }) => {
      this.check(token, await this.events.listIds());
    });
    this.room.open('stage', namespace, () => {
      namespace.emit('stage:welcomed', this.snapshot());
    });
  }

  handleConnection(socket: Socket<StageToServer, ServerToStage>): void {
    this.metrics.connections.inc({ role: 'stage' });
    this.health.stageArrived();
    socket.on('disconnect', () => {
      this.pulse.clocks.gone(socket.id);
      this.health.stageDeparted();
      this.metrics.connections.dec({ role: 'stage' });
    });
    receive(
      socket as unknown as Socket,
      {
        role: 'stage',
        who: socket.id,
        schemas: fromStage,
        handlers: {
          'clock:read': () => ({ at: Date.now() }),
          'clock:report': (clock) => {
            this.pulse.clocks.told(socket.id, null, clock, Date.now());
          },
        },
      },
      this.refusals, // else a stage only listens: whatever it says is refused
    );
    socket.emit('stage:welcomed', this.snapshot());
  }

  /** The link of any evening opens the newest one: a projector stays what it is. @throws FailureError `unauthorized` */
  private check(token: string, [eventId = '', ...earlier]: readonly string[]): void {
    try {
      this.access.check('stage', eventId, token);
    } catch (error) {
      if (earlier.length === 0) throw error;
      this.check(token, earlier);
    }
  }

  private snapshot(): StageSnapshot {
    return {
      event: eventInfo(this.events.current),
      joinUrl: this.links.join,
      spells: this.spells.list(),
      model: this.inference.model,
      wands: this.crowd.wands(),
      recent: this.stage.recentResults(),
      live: this.stage.live(),
      round: this.rounds.newest,
      tally: this.board.tally,
      board: this.board.board,
      teachingNeeds: this.needs.list(),
      note: this.steps.note,
      counts: this.stage.counts(),
      training: this.training.current,
      report: this.registry.report(),
    };
  }
}
