import type { Health } from '@wandcast/protocol';
import { CastsService } from '../casting/casts.service.js';
import { StorageCheck } from '../platform/database/storage-check.js';
import { Clock } from '../platform/clock.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { StageFrames } from '../casting/stage/stage-frames.service.js';
import { HealthNotes } from './health-notes.js';
import { EventLoopMonitor } from './event-loop-monitor.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';

const BEAT_MS = 2_000;

/** Measures the room's health and sends it to this node's consoles with every beat. */
@RoomPart()
export class HealthReport implements RoomLifecycle {
  private notes = new HealthNotes();
  private readonly loop = new EventLoopMonitor();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stats: HealthStats,
    private readonly casts: CastsService,
    private readonly stage: StageFrames,
    private readonly room: Room,
    private readonly serverEvents: ServerEvents,
    private readonly storage: StorageCheck,
    private readonly clock: Clock,
  ) {
    // The first model is activated while the room opens.
    room.events.on('model:activated', ({ version, accuracy }) => {
      this.notes.add(this.clock.now(), { kind: 'model-activated', version, accuracy });
    });
  }

  onOpen(): void {
    this.loop.start();
    this.serverEvents.on(
      'message:refused',
      ({ code, eventId = this.room.eventId }) => {
        if (eventId === this.room.eventId) this.stats.refused(code);
      },
      this.room.closed,
    );
    this.timer = setInterval(() => {
      void this.beat();
    }, BEAT_MS);
  }

  onTakeOver(before: HealthReport): void {
    this.notes = before.notes;
  }

  onClose(): void {
    clearInterval(this.timer);
    this.loop.stop();
  }

  stageArrived(): void {
    const stages = this.stats.stageArrived();
    this.notes.add(this.clock.now(), { kind: 'stage-connected', stages });
  }

  /** Notes it as an alarm if no stage is left, because the room then sees nothing. */
  stageDeparted(): void {
    const stages = this.stats.stageDeparted();
    this.notes.add(this.clock.now(), { kind: 'stage-disconnected', stages }, stages === 0);
  }

  read(): Health {
    return {
      ...this.stats.read(),
      perMinute: this.stage.counts().perMinute,
      waiting: this.casts.waiting(this.room.eventId),
      loopMs: this.loop.longest,
      notes: this.notes.list(),
    };
  }

  private async beat(): Promise<void> {
    const loopMs = this.loop.sample();
    const { at, lost } = this.stats.read();
    const slow = this.stats.clocks.takeSlow();
    const counters = this.stats.takeCounters();
    if (counters.overloaded > 0 || this.notes.storageFails)
      this.notes.storageChecked(at, (await this.storage.read())?.fault);
    this.notes.beat({ at, connected: this.stage.counts().wands, lost, slow, loopMs, ...counters });
    this.room.broadcaster.toConsoles('health:changed', this.read());
  }
}
