import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../platform/bus/bus.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { RoomEvents } from '../rooms/room/room-events.js';

/** Consoles ask for the people again so often at most, ms: in a room that casts, something is new all the time. */
const TELL_MS = 2_000;

/** Tells the consoles of every node that something about people is new: who is here, what they cast, who they are. */
@Injectable()
export class PeopleTeller implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private toldAt = -Infinity;
  /** Something that happened here, which other nodes do not know of. */
  private isOurs = false;

  constructor(
    private readonly roomEvents: RoomEvents,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    const ours = (): void => {
      this.isOurs = true;
      this.tellSoon();
    };
    const theirs = (): void => {
      this.tellSoon();
    };
    this.roomEvents.on('crowd:changed', ours);
    this.roomEvents.on('cast:stored', ours);
    this.roomEvents.on('casts:deleted', theirs); // every node hears of these
    this.roomEvents.on('participant:forgotten', theirs);
    this.roomEvents.on('participants:changed', theirs);
    for (const kind of ['crowd', 'casts', 'refreshed'] as const) this.bus.on(kind, theirs);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.tell();
      },
      Math.max(0, this.toldAt + TELL_MS - performance.now()),
    );
  }

  private tell(): void {
    this.toldAt = performance.now();
    this.room.toConsoles('participants:changed', null);
    if (this.isOurs) this.bus.publish({ kind: 'crowd' });
    this.isOurs = false;
  }
}
