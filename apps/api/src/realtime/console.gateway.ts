import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { fromConsole } from '@wandcast/protocol/schemas';
import type { ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { Namespace, Socket } from 'socket.io';
import { AccessService } from '../auth/access.service.js';
import { EventsService } from '../events/events.service.js';
import { eventInfo } from '../events/live-event.js';
import { InferenceService } from '../inference/inference.service.js';
import { Metrics } from '../ops/metrics.js';
import { SpellsService } from '../spells/spells.service.js';
import { StageTicker } from '../stage/stage-ticker.js';
import { TrainingService } from '../training/training.service.js';
import { admit } from './admit.js';
import { Links } from './links.js';
import { receive } from './receive.js';
import { Refusals } from './refusals.js';
import { RoomChannel } from './room-channel.js';

@WebSocketGateway({ namespace: '/console' })
export class ConsoleGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly access: AccessService,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly training: TrainingService,
    private readonly stage: StageTicker,
    private readonly links: Links,
    private readonly room: RoomChannel,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: Namespace<ConsoleToServer, ServerToConsole>): void {
    admit(namespace, 'console', this.refusals, ({ token }) => {
      this.access.check('console', this.events.current.id, token);
    });
    this.room.open('console', namespace);
  }

  handleConnection(socket: Socket<ConsoleToServer, ServerToConsole>): void {
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
        handlers: {
          'room:lock': async ({ locked }) => eventInfo(await this.events.lock(locked)),
          'stage:show': async ({ view }) => eventInfo(await this.events.show(view)),
          'spell:create': (spell) => this.spells.create(spell),
          'model:train': (train) => this.training.train(train),
          'model:activate': ({ modelId }) => this.inference.activateById(modelId),
        },
      },
      this.refusals,
    );
    socket.emit('console:welcomed', {
      event: eventInfo(this.events.current),
      joinUrl: this.links.join,
      stageUrl: this.links.stage,
      spells: this.spells.list(),
      model: this.inference.model,
      counts: this.stage.counts(),
      training: this.training.current,
    });
  }
}
