import type { Readiness, SpellId } from '@wandcast/protocol';
import { CastsRepository, type TaughtCount } from '../casting/storage/casts.repository.js';
import { Log } from '../platform/logging/log.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { readinessOf } from './readiness-rules.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** Ms between counts: a room that teaches gets one update a second, not one a cast. */
const COUNT_MS = 1_000;

/** Whether the room has taught enough, counted again where something was taught, here or on another node. */
@RoomPart()
export class ReadinessCounter implements RoomLifecycle {
  private counts: readonly TaughtCount[] = [];
  private told = '';
  private timer: NodeJS.Timeout | undefined;
  private isTaughtHere = false;

  constructor(
    private readonly stored: CastsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    this.room.events.on('cast:stored', ({ intent }) => {
      if (intent !== 'teach') return;
      this.isTaughtHere = true;
      this.countSoon();
    });
    const recount = (): void => {
      this.countSoon();
    };
    for (const name of ['casts:labeled', 'casts:deleted', 'casts:scored'] as const) this.room.events.on(name, recount);
    this.room.events.on('casts:imported', async () => {
      await this.count();
    });
    this.room.events.on('spells:changed', () => {
      this.tell();
    });
    this.room.events.on('spellbook:changed', recount);
    for (const kind of ['taught', 'spells', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.countSoon();
      });
    this.counts = await this.stored.countTaught(this.room.id);
    this.told = JSON.stringify(this.list());
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  list(): Readiness[] {
    return readinessOf(this.spells.list(), this.counts);
  }

  /** Taught casts of a spell, whether it is in the book or not. */
  castsOf(id: SpellId): number {
    return this.counts.reduce((sum, { spell, casts }) => sum + (spell === id ? casts : 0), 0);
  }

  /** Counts now, before a training. */
  async count(): Promise<Readiness[]> {
    this.counts = await this.stored.countTaught(this.room.id);
    this.tell();
    return this.list();
  }

  private countSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.isTaughtHere) this.room.bus.publish({ kind: 'taught' });
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
    this.room.broadcaster.toConsoles('readiness:changed', readiness);
    this.room.events.emit('readiness:changed', null);
  }
}
