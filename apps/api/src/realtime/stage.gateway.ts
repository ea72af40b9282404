import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { fromStage } from '@wandcast/protocol/schemas';
import type { ServerToStage, StageSnapshot, StageToServer } from '@wandcast/protocol';
import type { Namespace, Socket } from 'socket.io';
import { AccessService } from '../auth/access.service.js';
import { EventsService } from '../events/events.service.js';
import { eventInfo } from '../events/live-event.js';
import { InferenceService } from '../inference/inference.service.js';
import { RegistryService } from '../inference/registry.service.js';
import { HealthService } from '../ops/health.service.js';
import { Metrics } from '../ops/metrics.js';
import { RoomPulse } from '../ops/room-pulse.js';
import { SpellsService } from '../spells/spells.service.js';
import { BoardService } from '../rounds/board.service.js';
import { RoundsService } from '../rounds/rounds.service.js';
import { ShowService } from '../show/show.service.js';
import { StageTicker } from '../stage/stage-ticker.js';
import { NeedsTellerService } from '../training/needs-teller.service.js';
import { TrainingService } from '../training/training.service.js';
import { admit } from './admit.js';
import { Links } from './links.js';
import { receive } from './receive.js';
import { Refusals } from './refusals.js';
import { RoomChannel } from './room-channel.js';

@WebSocketGateway({ namespace: '/stage' })
export class StageGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly access: AccessService,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly stage: StageTicker,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly needs: NeedsTellerService,
    private readonly rounds: RoundsService,
    private readonly board: BoardService,
    private readonly show: ShowService,
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
          'clock:tell': (clock) => {
            this.pulse.clocks.told(socket.id, null, clock, Date.now());
          },
        },
      },
      this.refusals, // else a stage only listens: whatever it says is refused
    );
    socket.emit('stage:welcomed', this.snapshot());
  }

  /** The link of any evening opens the newest one: a projector stays what it is. @throws FailureError `unauthorised` */
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
      wands: this.stage.wands(),
      recent: this.stage.recentResults(),
      live: this.stage.live(),
      round: this.rounds.newest,
      tally: this.board.tally,
      board: this.board.board,
      needs: this.needs.list(),
      note: this.show.note,
      counts: this.stage.counts(),
      training: this.training.current,
      report: this.registry.report(),
    };
  }
}
