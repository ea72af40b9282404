import type { Readiness, SpellId } from '@wandcast/protocol';
import { CastsRepository, type TaughtCount } from '../casting/storage/casts.repository.js';
import { Log } from '../platform/logging/log.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { readinessOf } from './readiness-rules.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** Delay before counting, ms, so that a teaching room gets one update a second and not one per cast. */
const COUNT_MS = 1_000;

/** Counts the taught casts per spell, and recounts when casts or spells change on any node. */
@RoomPart()
export class ReadinessCounter implements RoomLifecycle {
  private counts: readonly TaughtCount[] = [];
  private lastSent = '';
  private timer: NodeJS.Timeout | undefined;
  private hasOwnCasts = false;

  constructor(
    private readonly stored: CastsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    this.room.events.on('cast:stored', ({ intent }) => {
      if (intent !== 'teach') return;
      this.hasOwnCasts = true;
      this.countSoon();
    });
    const recountSoon = (): void => {
      this.countSoon();
    };
    for (const name of ['casts:labeled', 'casts:deleted', 'casts:scored'] as const)
      this.room.events.on(name, recountSoon);
    this.room.events.on('casts:imported', async () => {
      await this.recount();
    });
    this.room.events.on('spells:changed', () => {
      this.announce();
    });
    this.room.events.on('spellbook:changed', recountSoon);
    for (const kind of ['taught', 'spells', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.countSoon();
      });
    this.counts = await this.stored.countTaught(this.room.eventId);
    this.lastSent = JSON.stringify(this.list());
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  list(): Readiness[] {
    return readinessOf(this.spells.list(), this.counts);
  }

  /** Number of taught casts of a spell, including spells that are not in the spellbook. */
  castsOf(id: SpellId): number {
    return this.counts.find(({ spell }) => spell === id)?.casts ?? 0;
  }

  /** Counts now instead of after the delay. */
  async recount(): Promise<Readiness[]> {
    this.counts = await this.stored.countTaught(this.room.eventId);
    this.announce();
    return this.list();
  }

  private countSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.hasOwnCasts) this.room.bus.publish({ kind: 'taught' });
      this.hasOwnCasts = false;
      this.recount().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not count the taught casts');
      });
    }, COUNT_MS);
  }

  private announce(): void {
    const readiness = this.list();
    const text = JSON.stringify(readiness);
    if (text === this.lastSent) return;
    this.lastSent = text;
    this.room.broadcaster.toConsoles('readiness:changed', readiness);
    this.room.events.emit('readiness:changed', null);
  }
}
