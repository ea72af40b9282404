import {
  FailureError,
  type Failure,
  type FromConsole,
  type Spell,
  type SpellId,
  type SpellsImported,
} from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/serial-queue.js';
import type { ChangedSpell } from '../room/room-events.js';
import { checkGlyph, checkName, findSpell, newSpell } from './spell-rules.js';
import { SpellsRepository, type LockedBook, type BookContents, type SpellChange } from './spells.repository.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

/** The spells of the event's book, kept in memory because every cast is checked against them. */
@RoomPart()
export class Spellbook implements RoomLifecycle {
  /** Id of the spellbook in use. */
  bookId = '';
  private contents: BookContents = { spells: [], removed: [] };
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
    return (await this.repository.read(spellbookId)).spells.map(({ id }) => id);
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

  /** @throws FailureError `spell-exists`, `name-unusable`, `glyph-unreadable` */
  async create({ name, hue, glyph }: FromConsole<'spell:create'>): Promise<Spell> {
    if (glyph !== null) checkGlyph(glyph);
    return this.edit(async (book) => {
      const spell = newSpell(book, { name, hue, glyph });
      await book.add([spell]);
      return [spell, [{ before: undefined, after: spell }]];
    });
  }

  /** Adds spells; the result lists those that could not be added, with the reason. */
  import({ spells }: FromConsole<'spells:import'>): Promise<SpellsImported> {
    return this.edit(async (book) => {
      const added: Spell[] = [];
      const skipped: { name: string; failure: Failure }[] = [];
      for (const one of spells)
        try {
          checkGlyph(one.glyph);
          const ids = new Set([...book.ids, ...added.map(({ id }) => id)]);
          added.push(newSpell({ spells: [...book.spells, ...added], ids }, one));
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          skipped.push({ name: one.name, failure: error.toFailure() });
        }
      await book.add(added);
      return [{ added, skipped }, added.map((after) => ({ before: undefined, after }))];
    });
  }

  /** @throws FailureError `spell-unknown`, `glyph-unreadable` */
  async draw({ spellId, glyph }: FromConsole<'spell:draw'>): Promise<Spell> {
    if (glyph !== null) checkGlyph(glyph);
    return this.change(spellId, { glyph });
  }

  /**
   * Renames a spell. Its id stays, because casts and models refer to it.
   * @throws FailureError `spell-unknown`, `spell-exists`, `name-unusable`
   */
  rename({ spellId, name }: FromConsole<'spell:rename'>): Promise<Spell> {
    return this.change(spellId, { name }, (book) => {
      checkName(name, book.spells.filter(({ id }) => id !== spellId)); // prettier-ignore
    });
  }

  /** @throws FailureError `spell-unknown` */
  recolor({ spellId, hue }: FromConsole<'spell:recolor'>): Promise<Spell> {
    return this.change(spellId, { hue });
  }

  /** @throws FailureError `spell-unknown` */
  describe({ spellId, hint }: FromConsole<'spell:describe'>): Promise<Spell> {
    return this.change(spellId, { hint });
  }

  /** @throws FailureError `spell-unknown` */
  async move({ spellId, to }: FromConsole<'spell:move'>): Promise<readonly Spell[]> {
    await this.edit(async (book) => {
      findSpell(book.spells, spellId);
      await book.move(spellId, to);
      return [null, []];
    });
    return this.list();
  }

  /** @throws FailureError `spell-unknown` */
  remove({ spellId }: FromConsole<'spell:remove'>): Promise<Spell> {
    return this.edit(async (book) => {
      const before = findSpell(book.spells, spellId);
      await book.update(spellId, { removedAt: new Date() });
      return [before, [{ before, after: undefined }]];
    });
  }

  /** @throws FailureError `spell-unknown`, `spell-exists` if another spell has its name now */
  restore({ spellId }: FromConsole<'spell:restore'>): Promise<Spell> {
    return this.edit(async (book) => {
      checkName(findSpell(book.removed, spellId).name, book.spells);
      const after = await book.update(spellId, { removedAt: null });
      return [after, [{ before: undefined, after }]];
    });
  }

  private change(
    id: SpellId,
    change: SpellChange,
    check: (book: BookContents) => void = () => undefined,
  ): Promise<Spell> {
    return this.edit(async (book) => {
      const before = findSpell(book.spells, id);
      check(book);
      const after = await book.update(id, change);
      return [after, [{ before, after }]];
    });
  }

  /** Changes the book under the lock, then notifies pages, nodes and listeners. */
  private async edit<T>(work: (book: LockedBook) => Promise<[T, ChangedSpell[]]>): Promise<T> {
    const [value, changed] = await this.repository.edit(this.bookId, work);
    const { latest } = this.room; // the next event may have begun meanwhile
    await latest.part(Spellbook).reread();
    latest.bus.publish({ kind: 'spells' });
    latest.events.emit('spells:changed', changed);
    return value;
  }

  private rereadSoon(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the spellbook');
    });
  }

  /** Reloads the book from the database and sends changes to the pages. */
  reread(): Promise<void> {
    return this.reads.run(async () => {
      const { bookId } = this;
      const [contents, ids] = await Promise.all([this.repository.read(bookId), this.repository.listIds()]);
      if (bookId !== this.bookId) return; // another book was opened meanwhile; its own read follows
      const before = this.contents;
      const isChanged = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
      [this.contents, this.ids] = [contents, ids];
      if (isChanged(contents.spells, before.spells)) this.room.broadcaster.toAll('spells:changed', contents.spells);
      if (isChanged(contents.removed, before.removed))
        this.room.broadcaster.toConsoles('removed:changed', contents.removed);
    });
  }
}
