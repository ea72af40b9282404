import { FailureError, type Spell, type SpellId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { SpellsRepository, type BookContents } from './spells.repository.js';
import type { ChangedSpell } from '../room/room-events.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

/** The spells of the event's book, kept in memory because every cast is checked against them. `SpellEdits` changes them. */
@RoomPart()
export class Spellbook implements RoomLifecycle {
  /** Id of the spellbook in use. */
  bookId = '';
  private contents: BookContents = { spells: [], removed: [] };
  /** The book that they are of. */
  private contentsOf: string | undefined;
  /** Ids of the spells of all books, including removed ones. */
  private ids: ReadonlySet<SpellId> = new Set();
  /** One read at a time, so that an older book never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly room: Room,
    private readonly repository: SpellsRepository,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    for (const kind of ['spells', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.rereadSoon();
      });
    this.room.events.on('room:opened', () => {
      this.rereadSoon(); // the previous room may have changed spells while this one opened
    });
    await this.use(this.room.event.spellbookId);
  }

  /** Loads a spellbook; changed spells are sent to the pages. */
  use(spellbookId: string): Promise<void> {
    this.bookId = spellbookId;
    return this.reread();
  }

  list(): readonly Spell[] {
    return this.contents.spells;
  }
  /** Removed spells, most recently removed first. */
  removed(): readonly Spell[] {
    return this.contents.removed;
  }
  /** Ids of the spells in a book, whether it is in use or not. */
  async idsIn(spellbookId: string): Promise<SpellId[]> {
    return (await this.repository.read(spellbookId, this.room.organizationId)).spells.map(({ id }) => id);
  }

  /** @throws FailureError `spell-unknown` if the spell is not in the book in use */
  checkInBook(id: SpellId): void {
    if (!this.list().some((spell) => spell.id === id)) throw new FailureError('spell-unknown', id);
  }

  /**
   * Accepts spells of any book, and removed ones: a cast may have been on its way when the spell was removed.
   * @throws FailureError `spell-unknown`
   */
  check(id: SpellId): void {
    if (!this.ids.has(id)) throw new FailureError('spell-unknown', id);
  }

  /** Reloads the book in the background. */
  rereadSoon(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the spellbook');
    });
  }

  /** Reloads the book from the database and sends changes to the pages. */
  reread(): Promise<void> {
    return this.reads.run(async () => {
      const { bookId, repository } = this;
      const { organizationId } = this.room;
      const [contents, ids] = await Promise.all([
        repository.read(bookId, organizationId),
        repository.listIds(organizationId),
      ]);
      if (bookId !== this.bookId) return; // another book was opened meanwhile; its own read follows
      const [before, isSameBook] = [this.contents, this.contentsOf === bookId];
      const isChanged = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
      [this.contents, this.ids, this.contentsOf] = [contents, ids, bookId];
      const areSpellsChanged = isChanged(contents.spells, before.spells);
      if (areSpellsChanged) this.room.broadcaster.toAll('spells:changed', contents.spells);
      if (isChanged(contents.removed, before.removed))
        this.room.broadcaster.toConsoles('removed:changed', contents.removed);
      this.room.events.emit('book:reread', null);
      // Also if another room changed them, or another node while the database was away.
      if (areSpellsChanged && isSameBook)
        this.room.events.emit('spells:changed', changedSpells(before.spells, contents.spells));
    });
  }
}

/** None if only their order changed. */
function changedSpells(before: readonly Spell[], after: readonly Spell[]): ChangedSpell[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  const find = (all: readonly Spell[], id: SpellId): Spell | undefined => all.find((spell) => spell.id === id);
  return [...ids]
    .map((id) => ({ before: find(before, id), after: find(after, id) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}
