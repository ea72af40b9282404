import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Health, ModelInfo } from '@wandcast/protocol';
import { CastsService } from '../casting/casts.service.js';
import { RoomEvents } from '../rooms/room/room-events.js';
import { ServerEvents } from '../platform/server-events.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { StageTicker } from '../casting/stage/stage-frames.service.js';
import { HealthNotes } from './health-notes.js';
import { LoopWatch } from './event-loop-monitor.js';
import { RoomPulse } from '../rooms/health-stats/health-stats.js';

const BEAT_MS = 2_000;

/** How the room is, told to every console of this node with every beat. */
@Injectable()
export class HealthService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly notes = new HealthNotes();
  private readonly loop = new LoopWatch();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pulse: RoomPulse,
    private readonly casts: CastsService,
    private readonly stage: StageTicker,
    private readonly roomEvents: RoomEvents,
    private readonly serverEvents: ServerEvents,
    private readonly room: RoomChannel,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
    this.serverEvents.on('message:refused', ({ code }) => {
      this.pulse.refused(code);
    });
    this.roomEvents.on('model:activated', (model) => {
      this.notes.say(Date.now(), wordsOfModel(model));
    });
    this.timer = setInterval(() => {
      this.beat();
    }, BEAT_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.loop.stop();
  }

  stageArrived(): void {
    const stages = this.pulse.stageArrived();
    this.notes.say(Date.now(), stages === 1 ? 'A stage came in' : `A stage came in, there are ${stages} now`);
  }

  /** Without a stage the room sees nothing: that is more than news. */
  stageDeparted(): void {
    const stages = this.pulse.stageDeparted();
    this.notes.say(Date.now(), stages === 0 ? 'The last stage left' : 'A stage left', stages === 0);
  }

  read(): Health {
    return {
      ...this.pulse.read(),
      perMinute: this.stage.counts().perMinute,
      waiting: this.casts.waiting,
      loopMs: this.loop.longest,
      notes: this.notes.list(),
    };
  }

  private beat(): void {
    const loopMs = this.loop.look();
    const { at, lost } = this.pulse.read();
    const slow = this.pulse.clocks.takeSlow();
    this.notes.beat({ at, here: this.stage.counts().wands, lost, slow, loopMs, ...this.pulse.takeSince() });
    this.room.toConsoles('health:changed', this.read());
  }
}

function wordsOfModel({ version, accuracy }: ModelInfo): string {
  return `v${version} woke${accuracy === null ? '' : `, ${Math.round(100 * accuracy)}% on new people`}`;
}
