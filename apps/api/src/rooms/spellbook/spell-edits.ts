import {
  FailureError,
  type BookSpells,
  type Failure,
  type FromConsole,
  type Spell,
  type SpellId,
  type SpellsImported,
} from '@wandcast/protocol';
import { checkGlyph, checkName, findSpell, newSpell } from './spell-rules.js';
import { Spellbook } from './spellbook.js';
import { SpellbookList } from './spellbook-list.js';
import { SpellsRepository, type BookContents, type LockedBook, type SpellChange } from './spells.repository.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';
import { Rooms } from '../room/rooms.js';

/** The book in use if undefined. */
type BookId = string | undefined;

/**
 * Edits the spells of any spellbook, whether the room uses it or not. Every method throws FailureError `book-unknown` if
 * the book does not exist or is archived.
 */
@RoomPart()
export class SpellEdits implements RoomLifecycle {
  constructor(
    private readonly room: Room,
    private readonly repository: SpellsRepository,
    private readonly rooms: Rooms,
  ) {}

  onOpen(): void {
    this.room.bus.on('spells', ({ bookId }) => {
      this.room.broadcaster.toConsoles('book:changed', { bookId });
    });
    this.room.bus.on('refreshed', () => {
      this.room.broadcaster.toConsoles('book:changed', { bookId: null });
    });
  }

  /** @throws FailureError `book-unknown` if it does not exist */
  async show({ bookId }: FromConsole<'book:show'>): Promise<BookSpells> {
    return { bookId, ...(await this.repository.get(bookId, this.room.organizationId)) };
  }

  /** @throws FailureError `spell-exists`, `name-unusable`, `glyph-unreadable` */
  async create({ bookId, name, hue, glyph }: FromConsole<'spell:create'>): Promise<Spell> {
    if (glyph !== null) checkGlyph(glyph);
    return this.edit(bookId, async (book) => {
      const spell = newSpell(book, { name, hue, glyph });
      await book.add([spell]);
      return spell;
    });
  }

  /** Adds spells; the result lists those that could not be added, with the reason. */
  import({ bookId, spells }: FromConsole<'spells:import'>): Promise<SpellsImported> {
    return this.edit(bookId, async (book) => {
      const added: Spell[] = [];
      const skipped: { name: string; failure: Failure }[] = [];
      for (const one of spells)
        try {
          checkGlyph(one.glyph);
          if (one.secondGlyph !== undefined) checkGlyph(one.secondGlyph);
          const ids = new Set([...book.ids, ...added.map(({ id }) => id)]);
          added.push(newSpell({ spells: [...book.spells, ...added], ids }, one));
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          skipped.push({ name: one.name, failure: error.toFailure() });
        }
      await book.add(added);
      return { added, skipped };
    });
  }

  /** @throws FailureError `spell-unknown`, `glyph-unreadable` */
  async draw({ bookId, spellId, glyph }: FromConsole<'spell:draw'>): Promise<Spell> {
    if (glyph !== null) checkGlyph(glyph);
    return this.change({ bookId, spellId }, { glyph });
  }

  /** @throws FailureError `spell-unknown`, `glyph-unreadable` */
  async drawSecond({ bookId, spellId, glyph }: FromConsole<'spell:draw-second'>): Promise<Spell> {
    if (glyph !== null) checkGlyph(glyph);
    return this.change({ bookId, spellId }, { secondGlyph: glyph });
  }

  /**
   * Renames a spell. Its id stays, because casts and models refer to it.
   * @throws FailureError `spell-unknown`, `spell-exists`, `name-unusable`
   */
  rename({ bookId, spellId, name }: FromConsole<'spell:rename'>): Promise<Spell> {
    return this.change({ bookId, spellId }, { name }, (book) => {
      checkName(name, book.spells.filter(({ id }) => id !== spellId)); // prettier-ignore
    });
  }

  /** @throws FailureError `spell-unknown` */
  recolor({ bookId, spellId, hue }: FromConsole<'spell:recolor'>): Promise<Spell> {
    return this.change({ bookId, spellId }, { hue });
  }

  /** @throws FailureError `spell-unknown` */
  describe({ bookId, spellId, hint }: FromConsole<'spell:describe'>): Promise<Spell> {
    return this.change({ bookId, spellId }, { hint });
  }

  /** @throws FailureError `spell-unknown` */
  direct({ bookId, spellId, direction }: FromConsole<'spell:direction'>): Promise<Spell> {
    return this.change({ bookId, spellId }, { direction });
  }

  /** @throws FailureError `spell-unknown` */
  async move({ bookId, spellId, to }: FromConsole<'spell:move'>): Promise<readonly Spell[]> {
    return this.edit(bookId, async (book) => {
      findSpell(book.spells, spellId);
      return book.move(spellId, to);
    });
  }

  /** @throws FailureError `spell-unknown` */
  remove({ bookId, spellId }: FromConsole<'spell:remove'>): Promise<Spell> {
    return this.edit(bookId, async (book) => {
      const before = findSpell(book.spells, spellId);
      await book.update(spellId, { removedAt: new Date() });
      return before;
    });
  }

  /** @throws FailureError `spell-unknown`, `spell-exists` if another spell has its name now */
  restore({ bookId, spellId }: FromConsole<'spell:restore'>): Promise<Spell> {
    return this.edit(bookId, async (book) => {
      checkName(findSpell(book.removed, spellId).name, book.spells);
      return book.update(spellId, { removedAt: null });
    });
  }

  private change(
    { bookId, spellId }: { readonly bookId: BookId; readonly spellId: SpellId },
    change: SpellChange,
    check: (book: BookContents) => void = () => undefined,
  ): Promise<Spell> {
    return this.edit(bookId, async (book) => {
      findSpell(book.spells, spellId);
      check(book);
      return book.update(spellId, change);
    });
  }

  /** Changes a book under the lock, then notifies pages and nodes. */
  private async edit<T>(bookId: BookId, work: (book: LockedBook) => Promise<T>): Promise<T> {
    const id = bookId ?? this.room.part(Spellbook).bookId;
    const value = await this.repository.edit(id, this.room.organizationId, work);
    const { latest } = this.room; // the next event may have begun meanwhile
    await latest.part(Spellbook).reread();
    latest.bus.publish({ kind: 'spells', bookId: id });
    await latest.part(SpellbookList).reread();
    latest.broadcaster.toConsoles('book:changed', { bookId: id });
    for (const room of this.rooms.list())
      if (room !== latest && room.part(Spellbook).bookId === id) room.part(Spellbook).rereadSoon();
    return value;
  }
}
