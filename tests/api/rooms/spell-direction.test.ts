import type { Book, Spell } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

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
function raise(): never {
  throw new Error('there is no console');
}

test('[P7] the direction of a spell is fixed or not, on every page', async () => {
  const { spells } = first().state;
  expect(spells.map(({ direction }) => direction)).toEqual(spells.map(() => 'fixed')); // the starter spells
  const drawn = await first().ask<Spell>('spell:create', { name: 'Hoop', hue: 'tide', glyph: 'M50 10 L90 90 L10 90' });
  expect(drawn.direction ?? 'either').toBe('either');

  const told = second().waitForMessage('spells:changed', (all) =>
    all.some(({ id, direction }) => id === drawn.id && direction === 'fixed'),
  );
  const edit = { spellId: drawn.id, direction: 'fixed' };
  expect(await first().ask<Spell>('spell:direction', edit)).toEqual({ ...drawn, direction: 'fixed' });
  await told;
  expect(await first().ask<Spell>('spell:direction', { ...edit, direction: 'either' })).toEqual(drawn);
});

test('[P1] only known directions of known spells are accepted', async () => {
  const edit = { spellId: 'tide', direction: 'fixed' };
  expect(await first().refusal('spell:direction', { ...edit, spellId: 'nobody' })).toBe('spell-unknown');
  expect(await first().refusal('spell:direction', { ...edit, direction: 'up' })).toBe('invalid-message');
});

test('[P7] a copied spellbook keeps the directions', async () => {
  await first().ask('spell:direction', { spellId: 'gale', direction: 'either' });
  const copy = await first().ask<Book>('book:create', { name: 'Copy', from: first().state.books.current });
  const { spells } = await first().ask<{ spells: readonly Spell[] }>('book:show', { bookId: copy.id });
  const directionOf = (name: string) => spells.find(({ id }) => id === name)?.direction;
  expect([directionOf('gale'), directionOf('tide')]).toEqual([undefined, 'fixed']);
});
