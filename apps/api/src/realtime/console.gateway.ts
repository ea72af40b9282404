import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { fromConsole } from '@wandcast/protocol/schemas';
import {
  FailureError,
  consoleNeeds,
  mayAct,
  type ConsoleState,
  type ConsoleToServer,
  type ServerToConsole,
} from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { AccessService } from '../auth/access.service.js';
import type { Member } from '../auth/member.js';
import { CastPicturesService } from '../casts/cast-pictures.service.js';
import { EventsService } from '../events/events.service.js';
import { eventInfo } from '../events/live-event.js';
import { InferenceService } from '../inference/inference.service.js';
import { MODELS_PATH } from '../inference/models.controller.js';
import { RegistryService } from '../inference/registry.service.js';
import { LabelsService } from '../labelling/labels.service.js';
import { Metrics } from '../ops/metrics.js';
import { SpellsService } from '../spells/spells.service.js';
import { StageTicker } from '../stage/stage-ticker.js';
import { ReadinessService } from '../training/readiness.service.js';
import { TrainingRunService } from '../training/training-run.service.js';
import { TrainingService } from '../training/training.service.js';
import { admit } from './admit.js';
import { Links } from './links.js';
import { receive } from './receive.js';
import { Refusals } from './refusals.js';
import { RoomChannel } from './room-channel.js';

interface Data {
  /** As they are now: a role may change while they are here. */
  member: Member;
}
type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, DefaultEventsMap, Data>;

@WebSocketGateway({ namespace: '/console' })
export class ConsoleGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly access: AccessService,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly runs: TrainingRunService,
    private readonly readiness: ReadinessService,
    private readonly pictures: CastPicturesService,
    private readonly labels: LabelsService,
    private readonly stage: StageTicker,
    private readonly links: Links,
    private readonly room: RoomChannel,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: Namespace<ConsoleToServer, ServerToConsole, DefaultEventsMap, Data>): void {
    admit(namespace, 'console', this.refusals, ({ token }, socket) => {
      this.access.check('console', this.events.current.id, token);
      (socket.data as Data).member = { id: 'console', name: 'console', role: 'owner' };
    });
    this.room.open('console', namespace);
  }

  handleConnection(socket: ConsoleSocket): void {
    this.metrics.connections.inc({ role: 'console' });
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'console' });
    });
    receive(
      socket as unknown as Socket,
      {
        role: 'console',
        who: socket.id,
        schemas: fromConsole,
        may: (name) => {
          if (!mayAct(socket.data.member.role, consoleNeeds[name])) throw new FailureError('forbidden');
        },
        handlers: {
          'room:lock': async ({ locked }) => eventInfo(await this.events.lock(locked)),
          'stage:show': async ({ view }) => eventInfo(await this.events.show(view)),
          'spell:create': (spell) => this.spells.create(spell),
          'spell:draw': (draw) => this.spells.draw(draw),
          'spell:remove': (remove) => this.spells.remove(remove),
          'spell:restore': (restore) => this.spells.restore(restore),
          'room:learn': ({ learning }) => this.events.learn(learning),
          'model:train': (train) => this.training.train(train),
          'training:cancel': (cancel) => this.training.cancel(cancel),
          'model:activate': (activate) => this.registry.activate(activate),
          'model:threshold': (change) => this.registry.setThreshold(change),
          'model:inspect': (inspect) => this.registry.inspect(inspect),
          'casts:show': (show) => this.pictures.show(show),
          'casts:label': (labels) => this.labels.label(labels),
        },
      },
      this.refusals,
    );
    socket.emit('console:welcomed', this.state());
    this.runs.prepare();
  }

  private state(): ConsoleState {
    return {
      event: eventInfo(this.events.current),
      joinUrl: this.links.join,
      stageUrl: this.links.stage,
      spells: this.spells.list(),
      model: this.inference.model,
      counts: this.stage.counts(),
      training: this.training.current,
      models: this.registry.list(),
      readiness: this.readiness.list(),
      removed: this.spells.removed(),
      learning: this.events.current.learning,
      modelsUrl: `/${MODELS_PATH}`,
    };
  }
}
