import type { Book, Books, ModelInfo, Spell, SpellsImported } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let server: TestServer;
let [client, other]: ConsoleClient[] = [];
beforeAll(async () => {
  server = await startTestServer();
  [client, other] = [await openConsole(server), await openConsole(server)];
});
afterAll(async () => {
  for (const one of [client, other]) one?.socket.disconnect();
  await server.remove();
});
const first = (): ConsoleClient => client ?? raise();
const second = (): ConsoleClient => other ?? raise();

const names = (spells: readonly Spell[]): string[] => spells.map(({ name }) => name);
const inBook = async (): Promise<Spell[]> => [...(await openConsole(server)).state.spells];

describe('a spell of the book', () => {
  test('[P7] can be renamed, recolored and described; it keeps id and casts, and every page is updated', async () => {
    const counted = second().waitForMessage('readiness:changed', ([ember]) => ember?.casts === 1);
    const stored = await castAll(server, casts('M10 10 L90 90', 1, 1, 3), { intent: 'teach', spell: 'ember' });
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const changed = [nextMessage<Spell[]>(wand, 'spells:changed'), second().waitForMessage('spells:changed')];
    const renamed = await first().ask<Spell>('spell:rename', { spellId: 'ember', name: ' Blaze ' });
    expect(renamed).toMatchObject({ id: 'ember', name: 'Blaze', hue: 'ember' });
    for (const spells of await Promise.all(changed)) expect(spells[0]).toEqual(renamed);
    wand.disconnect();

    await first().ask('spell:recolor', { spellId: 'ember', hue: 'veil' });
    expect(await first().ask('spell:describe', { spellId: 'ember', hint: 'Up and away.' })).toEqual({
      ...renamed,
      ...{ hue: 'veil', hint: 'Up and away.' },
    });
    expect(await server.query('SELECT spell_id FROM casts WHERE id = $1', [stored[0]?.castId])).toEqual([
      { spell_id: 'ember' },
    ]);
    await counted;
  });

  test('[P1] cannot take another spell’s name in any case, and may change the case of its own', async () => {
    expect(await first().refusal('spell:rename', { spellId: 'gale', name: 'TIDE' })).toBe('spell-exists');
    expect(await first().refusal('spell:rename', { spellId: 'gale', name: '???' })).toBe('name-unusable');
    expect(await first().refusal('spell:rename', { spellId: 'nobody', name: 'X' })).toBe('spell-unknown');
    expect(await first().ask<Spell>('spell:rename', { spellId: 'gale', name: 'GALE' })).toMatchObject({ id: 'gale' });
  });

  test('[P1] gets a name once if two moderators assign it at once', async () => {
    const ask = (one: ConsoleClient, spellId: string) => one.refusal('spell:rename', { spellId, name: 'Dusk' });
    const results = await Promise.all([ask(first(), 'spark'), ask(second(), 'veil')]);
    expect(results.sort()).toEqual(['answered', 'spell-exists']);
    expect(names(await inBook()).filter((name) => name === 'Dusk')).toHaveLength(1);
  });

  test('[P7] gets a new id even if its name was used before', async () => {
    const spell = await first().ask<Spell>('spell:create', { name: 'Ember', hue: 'tide', glyph: null });
    expect(spell.id).toBe('ember-2'); // the spell renamed to Blaze still has the id `ember`
    await first().ask('spell:remove', { spellId: spell.id });
  });

  test('[P8] can be moved; a restored one returns to its position', async () => {
    const before = await inBook();
    const ids = before.map(({ id }) => id);
    const moved = await first().ask<Spell[]>('spell:move', { spellId: ids[0], to: 2 });
    expect(moved.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0], ...ids.slice(3)]);
    await first().ask('spell:remove', { spellId: ids[0] });
    await first().ask('spell:move', { spellId: ids[5], to: 0 });
    await first().ask('spell:restore', { spellId: ids[0] });
    expect((await inBook()).map(({ id }) => id)).toEqual([ids[5], ids[1], ids[2], ids[0], ids[3], ids[4]]);
    await Promise.all(
      [first(), second()].map((one, i) => one.ask('spell:move', { spellId: ids[i], to: 9_999 })), // at once
    );
    expect((await inBook()).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});

describe('spells from a file', () => {
  test('[P9] are added at once, and rejected ones are listed with their reason', async () => {
    const changed = second().waitForMessage('spells:changed');
    const glyphs = [
      ['O', 'M50 10 C20 10 10 35 10 50 C10 75 30 90 50 90'],
      ['Tide', 'M0 0 L9 9'],
      ['Arc', 'M0 0 A5 5 0 0 1 10 10'],
      ['o', 'M0 0 L9 9'],
      ['!', 'M0 0 L9 9'],
      ['Z', 'M15 15 L85 15 L15 85 L85 85'],
    ];
    const spells = glyphs.map(([name, glyph]) => ({ name, hue: 'gale', glyph, ...(name === 'Z' && { hint: 'Zig' }) }));
    const { added, skipped } = await first().ask<SpellsImported>('spells:import', { spells });
    expect(added.map(({ id, name, hint }) => [id, name, hint])).toEqual([['o', 'O', ''], ['z', 'Z', 'Zig']]); // prettier-ignore
    expect(skipped.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['Tide', 'spell-exists'],
      ['Arc', 'glyph-unreadable'],
      ['o', 'spell-exists'],
      ['!', 'name-unusable'],
    ]);
    expect(names(await changed).slice(-2)).toEqual(['O', 'Z']);
  });

  test('[P9] are all rejected if there are none or too many', async () => {
    const spells = Array.from({ length: 61 }, (_, i) => ({ name: `S${i}`, hue: 'gale', glyph: 'M0 0L9 9' }));
    expect(await first().refusal('spells:import', { spells })).toBe('invalid-message');
    expect(await first().refusal('spells:import', { spells: [] })).toBe('invalid-message');
  });
});

describe('spellbooks', () => {
  const listed = async (): Promise<Books> => (await openConsole(server)).state.books;

  test('[K1] are listed; a new one is blank or a copy with the same spell ids', async () => {
    const { current, list } = first().state.books;
    expect(list).toMatchObject([{ id: current, name: 'First spells', archived: false }]);
    const changed = second().waitForMessage('books:changed', (books) => books.list.length === 3);
    const copy = await first().ask<Book>('book:create', { name: 'Winter talk', from: current });
    const blank = await first().ask<Book>('book:create', { name: 'Letters', from: null });
    const here = await inBook();
    expect([copy.spells, blank.spells]).toEqual([here.length, 0]);
    expect([copy.spellIds, blank.spellIds]).toEqual([here.map(({ id }) => id), []]);
    expect((await changed).list.map(({ name }) => name)).toEqual(['First spells', 'Winter talk', 'Letters']);
    const ids = await server.query('SELECT id FROM spells WHERE spellbook_id = $1 ORDER BY position', [copy.id]);
    expect(ids.map(({ id }) => id as string)).toEqual(here.map(({ id }) => id));
  });

  test('[K1] have unique names, even if renamed at once', async () => {
    const [, winter, letters] = (await listed()).list;
    expect(await first().refusal('book:create', { name: 'winter TALK', from: null })).toBe('book-exists');
    const ask = (one: ConsoleClient, bookId?: string) => one.refusal('book:rename', { bookId, name: 'Spring' });
    const results = await Promise.all([ask(first(), winter?.id), ask(second(), letters?.id)]);
    expect(results.sort()).toEqual(['answered', 'book-exists']);
  });

  test('[K2] can be archived and restored, except the one in use', async () => {
    const { current, list } = await listed();
    const letters = list[2]?.id;
    expect(await first().refusal('book:archive', { bookId: current })).toBe('book-in-use');
    expect(await first().ask('book:archive', { bookId: letters })).toMatchObject({ archived: true });
    expect(await first().refusal('book:open', { bookId: letters })).toBe('book-unknown');
    expect(await first().ask('book:restore', { bookId: letters })).toMatchObject({ archived: false });
    expect(await first().refusal('book:archive', { bookId: '00000000-0000-4000-8000-000000000000' })).toBe(
      'book-unknown',
    );
  });

  test('[K3] can be switched: every page receives the new spells, and casts no longer belong to the old book', async () => {
    const { list } = await listed();
    const letters = list[2]?.id ?? '';
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const book = nextMessage<Spell[]>(wand, 'spells:changed');
    // No model knows a blank book. A model still trained for the old book may be announced before.
    const deactivated = new Promise<void>((resolve) => {
      wand.on('model:changed', (live: ModelInfo | null) => {
        if (live === null) resolve();
      });
    });
    expect(await first().ask<Books>('book:open', { bookId: letters })).toMatchObject({ current: letters });
    expect(await book).toEqual([]);
    await deactivated;

    const supported = second().waitForMessage(
      'model:changed',
      (live) => live?.spells.includes('hook' as never) === true,
    );
    for (const name of ['Hook', 'Ember']) {
      const glyph = name === 'Hook' ? 'M20 80 L20 20 L70 20 L70 50' : 'M10 50 L90 50';
      const spell = await first().ask<Spell>('spell:create', { name, hue: 'veil', glyph });
      expect(spell.id).not.toBe('ember'); // that id belongs to another spell with its own casts
    }
    expect((await supported)?.spells).toHaveLength(2);
    const restarted = await server.restart();
    server = restarted;
    [client, other] = [await openConsole(server), await openConsole(server)];
    expect(names(first().state.spells)).toEqual(['Hook', 'Ember']);
    expect(first().state.model?.spells).toContain('hook');
  });
});

function raise(): never {
  throw new Error('the server is not there yet');
}
