import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { TeachingNeed } from '@wandcast/protocol';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { StageTicker } from '../casting/stage/stage-frames.service.js';
import { ReadinessService } from './readiness.service.js';
import { RoomEvents } from '../rooms/room/room-events.js';

/** Ms between two words to all phones: each is a message to everyone in the room, and nobody reads faster. */
const BETWEEN_MS = 3_000;

/** Tells phones what the room still needs, while it teaches: only changes, and seldom. */
@Injectable()
export class TeachingNeedsNotifier implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private at = -Infinity;
  private told = '';

  constructor(
    private readonly readiness: ReadinessService,
    private readonly stage: StageTicker,
    private readonly roomEvents: RoomEvents,
    private readonly room: RoomChannel,
  ) {}

  onModuleInit(): void {
    this.roomEvents.on('readiness:changed', () => {
      this.timer ??= setTimeout(
        () => {
          this.tell();
        },
        Math.max(0, this.at + BETWEEN_MS - performance.now()),
      );
    });
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  list(): TeachingNeed[] {
    return this.readiness.list().map(({ spell, casts, people, needs }) => ({ spell, casts, people, needs }));
  }

  private tell(): void {
    this.timer = undefined;
    const teachingNeeds = this.list();
    const text = JSON.stringify(teachingNeeds);
    if (text === this.told) return;
    [this.told, this.at] = [text, performance.now()];
    this.room.toWands('teaching-needs:changed', teachingNeeds);
    this.stage.tell({ teachingNeeds });
  }
}
