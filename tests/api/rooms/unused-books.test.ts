import type { AuditLine, Book, BookSpells, Books, Spell } from '@wandcast/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let server: TestServer;
let [first, second]: ConsoleClient[] = [];
let book: Book;
beforeAll(async () => {
  server = await startTestServer();
  [first, second] = [await openConsole(server), await openConsole(server)];
  book = await one().ask<Book>('book:create', { name: 'Winter', from: one().state.books.current });
});
afterAll(async () => {
  for (const console of [first, second]) console?.socket.disconnect();
  await server.remove();
});
const one = (): ConsoleClient => first ?? raise();
const other = (): ConsoleClient => second ?? raise();
const show = (bookId = book.id): Promise<BookSpells> => one().ask<BookSpells>('book:show', { bookId });
const changed = (bookId = book.id) => other().waitForMessage('book:changed', (change) => change.bookId === bookId);

describe('a spellbook that the room does not use', () => {
  test('[P10] is edited without a change for the room, and every console hears of it', async () => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const heard: unknown[] = [];
    wand.on('spells:changed', (spells) => heard.push(spells));
    const hears = changed();
    const edit = { bookId: book.id };
    await one().ask('spell:rename', { ...edit, spellId: 'ember', name: 'Blaze' });
    await hears;
    await one().ask('spell:recolor', { ...edit, spellId: 'ember', hue: 'veil' });
    await one().ask('spell:describe', { ...edit, spellId: 'ember', hint: 'Up.' });
    await one().ask('spell:draw', { ...edit, spellId: 'ember', glyph: 'M10 10 L90 90' });
    const created = await one().ask<Spell>('spell:create', { ...edit, name: 'Frost', hue: 'gale', glyph: null });
    const moved = await one().ask<Spell[]>('spell:move', { ...edit, spellId: created.id, to: 0 });
    expect(moved.map(({ name }) => name)).toEqual(['Frost', 'Blaze', 'Tide', 'Gale', 'Bloom', 'Spark', 'Veil']);
    await one().ask('spell:remove', { ...edit, spellId: 'tide' });
    const { spells, removed } = await show();
    expect(spells.slice(0, 2)).toEqual([
      created,
      { id: 'ember', name: 'Blaze', hue: 'veil', hint: 'Up.', glyph: 'M10 10 L90 90', direction: 'fixed' },
    ]);
    expect(removed.map(({ id }) => id)).toEqual(['tide']);
    await one().ask('spell:restore', { ...edit, spellId: 'tide' });
    expect((await show()).spells).toHaveLength(7);

    const { state } = await openConsole(server);
    expect(state.spells).toEqual(one().state.spells);
    expect(state.books.list.map(({ name, spells: count }) => [name, count])).toEqual([['First spells', 6], ['Winter', 7]]); // prettier-ignore
    // The wand heard of a change to the room's book only.
    await one().ask('spell:describe', { spellId: 'gale', hint: 'Now.' });
    await expect.poll(() => heard.length).toBe(1);
    wand.disconnect();
  });

  test('[P10] names the spell in the activity log as its own book does', async () => {
    await one().ask('spell:recolor', { bookId: book.id, spellId: 'ember', hue: 'tide' });
    const latest = async () => (await one().ask<readonly AuditLine[]>('audit:list', { before: null, limit: 1 }))[0];
    await expect
      .poll(async () => (await latest())?.facts)
      .toMatchObject({ spell: 'Blaze', book: 'Winter', hue: 'tide' });
  });

  test('[P10] keeps the edits of two consoles at once', async () => {
    const edit = { bookId: book.id };
    await Promise.all([
      one().ask('spell:rename', { ...edit, spellId: 'gale', name: 'Storm' }),
      other().ask('spell:recolor', { ...edit, spellId: 'gale', hue: 'spark' }),
      other().ask('spell:create', { ...edit, name: 'Hail', hue: 'gale', glyph: null }),
      one().ask('spell:create', { ...edit, name: 'Snow', hue: 'gale', glyph: null }),
    ]);
    const { spells } = await show();
    expect(spells.find(({ id }) => id === 'gale')).toMatchObject({ name: 'Storm', hue: 'spark' });
    expect(spells.slice(-2).map(({ name }) => name).sort()).toEqual(['Hail', 'Snow']); // prettier-ignore
  });

  test('[P10] that comes into use meanwhile is sent to the phones', async () => {
    const before = one().state.books.current;
    await one().ask<Books>('book:open', { bookId: book.id });
    const hears = other().waitForMessage('spells:changed', (spells) => spells.some(({ name }) => name === 'Ash'));
    await one().ask('spell:rename', { bookId: book.id, spellId: 'ember', name: 'Ash' });
    await hears;
    await one().ask<Books>('book:open', { bookId: before });
  });

  test('[K4] is refused if it does not exist or is archived', async () => {
    const bookId = '00000000-0000-4000-8000-000000000000';
    expect(await one().refusal('book:show', { bookId })).toBe('book-unknown');
    expect(await one().refusal('spell:create', { bookId, name: 'X', hue: 'tide', glyph: null })).toBe('book-unknown');
    const old = await one().ask<Book>('book:create', { name: 'Old', from: null });
    await one().ask('book:archive', { bookId: old.id });
    expect(await one().refusal('spell:create', { bookId: old.id, name: 'X', hue: 'tide', glyph: null })).toBe(
      'book-unknown',
    );
  });

  test('[K4] is deleted for good from the archive, unless an evening or a cast needs it', async () => {
    const refused = (bookId: string) => one().refusal('book:delete', { bookId });
    const spare = await one().ask<Book>('book:create', { name: 'Spare', from: book.id });
    expect(await refused(spare.id)).toBe('book-not-archived');
    await one().ask('book:archive', { bookId: spare.id });
    const importing = new pg.Client({ connectionString: server.databaseUrl });
    await importing.connect();
    await importing.query('BEGIN');
    await importing.query('SELECT FROM spellbooks WHERE id = $1 FOR KEY SHARE', [spare.id]);
    expect(await refused(spare.id)).toBe('book-needed'); // an evening with it is being imported
    await importing.end();
    await expect.poll(() => refused(spare.id)).toBe('answered'); // its spells are in Winter too
    expect(await refused(spare.id)).toBe('book-unknown');
    expect(await server.query('SELECT id FROM spells WHERE spellbook_id = $1', [spare.id])).toEqual([]);

    const { current } = one().state.books;
    await one().ask('book:open', { bookId: book.id });
    await castAll(server, casts('M10 10 L90 90', 1, 1, 3), { intent: 'teach', spell: 'frost' });
    await one().ask('book:open', { bookId: current });
    await one().ask('book:archive', { bookId: book.id });
    expect(await refused(book.id)).toBe('book-needed'); // only Winter has Frost, and it was cast
    const { list } = (await openConsole(server)).state.books;
    expect(list.map(({ name }) => name)).toEqual(['First spells', 'Winter', 'Old']);
  });
});

function raise(): never {
  throw new Error('the server is not there yet');
}
