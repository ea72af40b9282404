import type { Book, BookSpells, Spell, SpellsImported } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

const path = 'M20 20 L80 80 L20 80';
let server: TestServer;
let client: ConsoleClient;
let other: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  [client, other] = [await openConsole(server), await openConsole(server)];
});
afterAll(async () => {
  for (const one of [client, other]) one.socket.disconnect();
  await server.remove();
});

test('[P11] a spell has a second glyph or none, on every page', async () => {
  const [first] = client.state.spells;
  expect(first).not.toHaveProperty('secondGlyph');
  const told = other.waitForMessage('spells:changed', (all) => all.some(({ secondGlyph }) => secondGlyph === path));
  const edit = { spellId: first?.id, glyph: path };
  expect(await client.ask<Spell>('spell:draw-second', edit)).toEqual({ ...first, secondGlyph: path });
  await told;
  expect(await client.ask<Spell>('spell:draw-second', { ...edit, glyph: null })).toEqual(first);
});

test('[P11] an unknown spell or a path that cannot be drawn is refused', async () => {
  const spellId = client.state.spells[0]?.id;
  expect(await client.refusal('spell:draw-second', { spellId: 'nobody', glyph: path })).toBe('spell-unknown');
  expect(await client.refusal('spell:draw-second', { spellId, glyph: 'M1 1' })).toBe('glyph-unreadable');
  expect(await client.refusal('spell:draw-second', { spellId })).toBe('invalid-message');
});

test('[P11] copies and imports keep second glyphs', async () => {
  const spellId = client.state.spells[0]?.id;
  await client.ask('spell:draw-second', { spellId, glyph: path });
  const copy = await client.ask<Book>('book:create', { name: 'Copy', from: client.state.books.current });
  const { spells } = await client.ask<BookSpells>('book:show', { bookId: copy.id });
  expect(spells.find(({ id }) => id === spellId)?.secondGlyph).toBe(path);
  const imported = { name: 'Hoop', hue: 'tide', glyph: 'M50 10 L90 90 L10 90', direction: 'fixed', secondGlyph: path };
  const answer = await client.ask<SpellsImported>('spells:import', { spells: [imported] });
  expect(answer.added).toEqual([{ ...imported, id: 'hoop', hint: '' }]);
});
