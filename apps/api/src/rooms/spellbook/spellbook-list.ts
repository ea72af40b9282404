import { FailureError, type Book, type Books, type FromConsole } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { SpellbooksRepository, type LockedBooks } from './spellbooks.repository.js';
import { Spellbook } from './spellbook.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

/** All spellbooks of the room's organization, as listed in the console. `Spellbook` holds the spells of the one in use. */
@RoomPart()
export class SpellbookList implements RoomLifecycle {
  private books: readonly Book[] = [];
  private lastSent = '';
  /** One read at a time, so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly room: Room,
    private readonly repository: SpellbooksRepository,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    this.room.events.on('spells:changed', () => {
      this.rereadSoon();
    });
    this.room.events.on('spellbook:changed', () => {
      this.rereadSoon();
    });
    this.room.events.on('room:opened', () => {
      this.rereadSoon(); // the previous room may have changed a book while this one opened
    });
    for (const kind of ['books', 'spells', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.rereadSoon();
      });
    await this.reread();
  }

  list(): Books {
    return { current: this.spells.bookId, list: this.books };
  }

  /** Creates an empty book or a copy of `from`. @throws FailureError `book-exists`, `book-unknown` */
  create({ name, from }: FromConsole<'book:create'>): Promise<Book> {
    return this.edit((books) => {
      checkName(name, books.list);
      if (from !== null) find(books.list, from);
      return books.create(name, from);
    });
  }

  /** @throws FailureError `book-unknown`, `book-exists` */
  rename({ bookId, name }: FromConsole<'book:rename'>): Promise<Book> {
    return this.edit(async (books) => {
      find(books.list, bookId);
      checkName(name, books.list.filter(({ id }) => id !== bookId)); // prettier-ignore
      await books.update(bookId, { name });
      return bookId;
    });
  }

  /** @throws FailureError `book-unknown`, `book-in-use` */
  archive({ bookId }: FromConsole<'book:archive'>): Promise<Book> {
    return this.edit(async (books) => {
      find(books.list, bookId);
      if (books.inUse.has(bookId)) throw new FailureError('book-in-use');
      await books.update(bookId, { archivedAt: new Date() });
      return bookId;
    });
  }

  /** @throws FailureError `book-unknown`, `book-exists` if another spellbook has its name now */
  restore({ bookId }: FromConsole<'book:restore'>): Promise<Book> {
    return this.edit(async (books) => {
      checkName(find(books.list, bookId).name, books.list.filter(({ id }) => id !== bookId)); // prettier-ignore
      await books.update(bookId, { archivedAt: null });
      return bookId;
    });
  }

  /**
   * Deletes an archived book for good.
   * @throws FailureError `book-unknown`, `book-not-archived`, `book-needed` if an event or a cast refers to it
   */
  async delete({ bookId }: FromConsole<'book:delete'>): Promise<null> {
    await this.repository.edit(this.room.organizationId, async (books) => {
      if (!find(books.list, bookId).archived) throw new FailureError('book-not-archived');
      if (await books.isNeeded(bookId)) throw new FailureError('book-needed');
      await books.delete(bookId);
    });
    await this.room.latest.part(SpellbookList).announce();
    return null;
  }

  /** Reloads the list on every node, after books were added or removed. */
  async announce(): Promise<void> {
    this.room.bus.publish({ kind: 'books' });
    await this.reread();
  }

  private async edit(work: (books: LockedBooks) => Promise<string>): Promise<Book> {
    const id = await this.repository.edit(this.room.organizationId, work);
    const latest = this.room.latest.part(SpellbookList); // the next event may have begun meanwhile
    this.room.bus.publish({ kind: 'books' });
    await latest.reread();
    return find(latest.books, id);
  }

  private rereadSoon(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the spellbooks');
    });
  }

  /** Reloads the list and sends it if it changed. */
  reread(): Promise<void> {
    return this.reads.run(async () => {
      this.books = await this.repository.list(this.room.organizationId);
      const text = JSON.stringify(this.list());
      if (text === this.lastSent) return;
      this.lastSent = text;
      this.room.broadcaster.toConsoles('books:changed', this.list());
    });
  }
}

/** Names of archived books may be reused. @throws FailureError `book-exists` */
function checkName(name: string, books: readonly Book[]): void {
  const plain = name.toLowerCase();
  if (books.some((book) => !book.archived && book.name.toLowerCase() === plain))
    throw new FailureError('book-exists', name);
}

/** @throws FailureError `book-unknown` */
function find(books: readonly Book[], id: string): Book {
  const book = books.find((one) => one.id === id);
  if (book === undefined) throw new FailureError('book-unknown', id);
  return book;
}
