import type { EventInfo, ListedRoom, Welcome } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, openRoom, type ConsoleClient } from '../../support/console-client.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/** Two nodes; on each a console of the main room, and one of a second room with the same spellbook. */
const room = openRoom();
let node: TestServer;
let other: ListedRoom;
let [here, there, mainThere] = [] as unknown as [ConsoleClient, ConsoleClient, ConsoleClient];
beforeAll(async () => {
  node = await startTestServer({ databaseUrl: room.server.databaseUrl });
  other = await room.client.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  here = await openConsole(room.server, room.server.owner, other.id);
  there = await openConsole(node, room.server.owner, other.id);
  mainThere = await openConsole(node, room.server.owner, room.client.state.room.id);
});
afterAll(async () => {
  for (const { socket } of [here, there, mainThere]) socket.disconnect();
  await node.remove();
});

describe('a second room on two nodes', () => {
  test('hears on one what was changed on the other, and the main room does not', async () => {
    const heard: string[] = [];
    for (const { socket } of [room.client, mainThere])
      socket.on('event:changed', ({ title }: EventInfo) => heard.push(title));
    const changed = there.waitForMessage('event:changed', ({ locked }) => locked);
    await here.ask<EventInfo>('room:lock', { locked: true });
    await changed;
    const unlocked = there.waitForMessage('event:changed', ({ locked }) => !locked);
    await here.ask<EventInfo>('room:lock', { locked: false });
    await unlocked;
    expect(heard).toEqual([]);
  });

  test('is renamed for everyone in it', async () => {
    const renamed = [here, there].map((client) => client.waitForMessage('room:changed'));
    const { id } = other;
    await room.client.ask('room:rename', { roomId: id, name: 'Track two' });
    expect(await Promise.all(renamed)).toEqual(Array(2).fill({ id, name: 'Track two', isArchived: false }));
  });

  test('goes on with its next event on both, with the people of both', async () => {
    const moved = there.waitForMessage('console:welcomed');
    const began = await here.ask<EventInfo>('event:begin', {
      ...{ after: other.event.code, title: 'Second talk', bookId: here.state.books.current },
    });
    expect((await moved).event.code).toBe(began.code);
    const wand = connectWand({ url: node.url, code: began.code }, { key: newKey() });
    expect((await nextMessage<Welcome>(wand, 'wand:welcomed')).next).toBeNull();
    wand.disconnect();
    expect((await openMain()).state.event.code).toBe(room.server.code);
  });
});

test('a room stops teaching a spell that another room removed from their book', async () => {
  const [spell] = here.state.spells;
  const spellId = spell?.id ?? '';
  await here.ask('room:teach', { spell: spellId });
  const stopped = here.waitForMessage('event:changed', ({ teaching }) => teaching === null);
  await room.client.ask('spell:remove', { spellId });
  await stopped;
  const [row] = await room.server.query<{ teaching: string | null }>(
    'SELECT teaching_id AS teaching FROM events WHERE room_id = $1 ORDER BY created_at DESC LIMIT 1',
    [other.id],
  );
  expect(row?.teaching).toBeNull();
  await room.client.ask('spell:restore', { spellId });
});

test('a room that is open on another node alone stops teaching a removed spell, too', async () => {
  const third = await room.client.ask<ListedRoom>('room:create', { name: 'Third track', from: null });
  const away = await openConsole(node, room.server.owner, third.id);
  const spellId = away.state.spells[1]?.id ?? '';
  await away.ask('room:teach', { spell: spellId });
  const stopped = away.waitForMessage('event:changed', ({ teaching }) => teaching === null);
  await room.client.ask('spell:remove', { spellId });
  await stopped;
  await room.client.ask('spell:restore', { spellId });
  away.socket.disconnect();
});

test('a room that is open on another node alone trains when another room changed a glyph of their book', async () => {
  const fourth = await room.client.ask<ListedRoom>('room:create', { name: 'Fourth track', from: null });
  const away = await openConsole(node, room.server.owner, fourth.id);
  const consoles = [away, room.client];
  const begun = consoles.map((client) => client.waitForMessage('training:progressed', (training) => training !== null));
  const spellId = away.state.spells[0]?.id ?? '';
  await room.client.ask('spell:draw', { spellId, glyph: 'M20 20 L80 20 L80 80' });
  const trainings = await Promise.all(begun);
  expect(trainings.map((training) => training?.origin)).toEqual(['glyphs', 'glyphs']);
  expect(new Set(trainings.map((training) => training?.id)).size).toBe(2); // each for its own event
  for (const [i, client] of consoles.entries())
    await client.ask('training:cancel', { trainingId: trainings[i]?.id ?? '' });
  away.socket.disconnect();
});

async function openMain(): Promise<ConsoleClient> {
  const client = await openConsole(node, room.server.owner, room.client.state.room.id);
  client.socket.disconnect();
  return client;
}
