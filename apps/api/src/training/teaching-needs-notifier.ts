import type { TeachingNeed } from '@wandcast/protocol';
import { StageFrames } from '../casting/stage/stage-frames.service.js';
import { ReadinessCounter } from './readiness-counter.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';

/** Shortest interval between updates, ms: each is a message to every phone in the room. */
const BETWEEN_MS = 3_000;

/** Sends the casts still needed per spell to phones and stages: throttled, and only when they changed. */
@RoomPart()
export class TeachingNeedsNotifier implements RoomLifecycle {
  private timer: NodeJS.Timeout | undefined;
  private at = -Infinity;
  private lastSent = '';

  constructor(
    private readonly room: Room,
    private readonly readiness: ReadinessCounter,
    private readonly stage: StageFrames,
  ) {}

  onOpen(): void {
    this.room.events.on('readiness:changed', () => {
      this.timer ??= setTimeout(
        () => {
          this.send();
        },
        Math.max(0, this.at + BETWEEN_MS - performance.now()),
      );
    });
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  list(): TeachingNeed[] {
    return this.readiness.list().map(({ spell, casts, people, needs }) => ({ spell, casts, people, needs }));
  }

  private send(): void {
    this.timer = undefined;
    const teachingNeeds = this.list();
    const text = JSON.stringify(teachingNeeds);
    if (text === this.lastSent) return;
    [this.lastSent, this.at] = [text, performance.now()];
    this.room.broadcaster.toWands('teaching-needs:changed', teachingNeeds);
    this.stage.include({ teachingNeeds });
  }
}
