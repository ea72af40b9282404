import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Readiness, SpellId } from '@wandcast/protocol';
import { CastsRepository, type TaughtCount } from '../casting/storage/casts.repository.js';
import { EventsService } from '../rooms/events/events.service.js';
import { RoomEvents } from '../rooms/room/room-events.js';
import { Log } from '../platform/logging/log.js';
import { Bus } from '../platform/bus/bus.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { readinessOf } from './readiness-rules.js';

/** Ms between counts: a room that teaches is told once a second, never once a cast. */
const COUNT_MS = 1_000;

/** Whether the room has taught enough, counted again where something was taught, here or on another node. */
@Injectable()
export class ReadinessService implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private counts: readonly TaughtCount[] = [];
  private told = '';
  private timer: NodeJS.Timeout | undefined;
  private isTaughtHere = false;

  constructor(
    private readonly stored: CastsRepository,
    private readonly roomEvents: RoomEvents,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.roomEvents.on('cast:stored', ({ intent }) => {
      if (intent !== 'teach') return;
      this.isTaughtHere = true;
      this.countSoon();
    });
    const recount = (): void => {
      this.countSoon();
    };
    for (const name of ['casts:labeled', 'casts:deleted', 'casts:scored'] as const) this.roomEvents.on(name, recount);
    this.roomEvents.on('casts:imported', async () => {
      await this.count();
    });
    this.roomEvents.on('spells:changed', () => {
      this.tell();
    });
    this.roomEvents.on('event:moved', ({ isNext }) => {
      if (isNext) this.counts = [];
      this.countSoon();
    });
    for (const kind of ['taught', 'spells', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.countSoon();
      });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.counts = await this.stored.countTaught(this.events.current.id);
    this.told = JSON.stringify(this.list());
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  list(): Readiness[] {
    return readinessOf(this.spells.list(), this.counts);
  }

  /** Taught casts of a spell, whether it is in the book or not. */
  castsOf(id: SpellId): number {
    return this.counts.reduce((sum, { spell, casts }) => sum + (spell === id ? casts : 0), 0);
  }

  /** Counts now: for whoever is about to train. */
  async count(): Promise<Readiness[]> {
    this.counts = await this.stored.countTaught(this.events.current.id);
    this.tell();
    return this.list();
  }

  private countSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.isTaughtHere) this.bus.publish({ kind: 'taught' });
      this.isTaughtHere = false;
      this.count().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'the taught casts could not be counted');
      });
    }, COUNT_MS);
  }

  private tell(): void {
    const readiness = this.list();
    const text = JSON.stringify(readiness);
    if (text === this.told) return;
    this.told = text;
    this.room.toConsoles('readiness:changed', readiness);
    this.roomEvents.emit('readiness:changed', null);
  }
}
