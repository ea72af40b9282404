import type { Book, ConsoleState, ListedRoom, RoomPage } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import {
  connect,
  connectionResult,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
let main: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  main = await openConsole(server);
});
afterAll(async () => {
  main.socket.disconnect();
  await server.remove();
});

const create = (name: string): Promise<ListedRoom> => main.ask('room:create', { name, from: null });
const archived = async (client: ConsoleClient): Promise<string[]> =>
  (await client.ask<RoomPage>('room:list', { archived: true, after: null, limit: 50 })).rooms.map(({ id }) => id);

/** Archives a room and deletes its last event. @returns id of the event */
async function deleteLastEvent(client: ConsoleClient): Promise<string> {
  const { event: { code }, room } = client.state; // prettier-ignore
  const [event] = await server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [code]);
  await client.ask('room:archive', { roomId: room.id });
  await client.ask('event:remove', { eventId: event?.id ?? '', code });
  return event?.id ?? '';
}

test('a room can be restored with its deleted event until the grace period is over', async () => {
  const { id } = await create('Third track');
  const client = await openConsole(server, server.owner, id);
  const eventId = await deleteLastEvent(client);
  expect(await archived(main)).toEqual([id]);
  await main.ask('room:restore', { roomId: id });
  expect(await server.query('SELECT deleted_at AS at FROM events WHERE id = $1', [eventId])).toEqual([{ at: null }]);
  expect(await archived(main)).toEqual([]);
  client.socket.disconnect();
});

test('archived rooms are closed and gone with their last event, and another room is the main one', async () => {
  const [kept, gone] = [await create('Fourth track'), await create('Fifth track')];
  await main.ask('room:archive', { roomId: (await find('Third track')).id });
  const client = await openConsole(server, server.owner, gone.id);
  const stage = connect(server, '/stage', { token: tokenOf(client.state.stageUrl) });
  await nextMessage(stage, 'stage:welcomed');
  const events = [await deleteLastEvent(client), await deleteLastEvent(main)];
  const left = [client.socket, stage, main.socket].map((socket) => nextMessage(socket, 'disconnect'));
  const expire = `UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE id = $1`;
  await server.query(expire, [events[0]]);
  expect(await main.refusal('room:restore', { roomId: gone.id })).toBe('room-unknown');
  await server.query(expire, [events[1]]);
  await Promise.all(left);

  expect(await server.query('SELECT id FROM events WHERE id = ANY($1)', [events])).toEqual([]);
  const again = await openConsole(server); // of no room in particular
  expect(again.state.room.id).toBe(kept.id);
  expect(await archived(again)).toEqual([(await find('Third track')).id]);
  const console = connect(server, '/console', { token: server.owner, room: gone.id });
  expect(await connectionResult(console, 'console:welcomed')).toBe('room-unknown');
  const projector = connect(server, '/stage', { token: tokenOf(client.state.stageUrl) });
  expect(await connectionResult(projector, 'stage:welcomed')).toBe('unauthorized');
  again.socket.disconnect();
  server = await server.restart();
  main = await openConsole(server);
  expect(main.state.room.id).toBe(kept.id);
});

test('an archived room whose newest event is deleted goes back to the one before, and its spellbook comes back', async () => {
  const { id } = await create('Sixth track');
  const client = await openConsole(server, server.owner, id);
  const { event: first, books } = client.state;
  const book = await client.ask<Book>('book:create', { name: 'Of the sixth track', from: books.current });
  await client.ask('book:open', { bookId: book.id });
  const begun = nextMessage<ConsoleState>(client.socket, 'console:welcomed');
  await client.ask('event:begin', { after: first.code, title: 'Second talk', bookId: books.current });
  await begun;
  const back = nextMessage<ConsoleState>(client.socket, 'console:welcomed');
  await client.ask('room:archive', { roomId: id });
  await client.ask('book:archive', { bookId: book.id }); // of an archived room
  const [last] = await server.query<{ id: string; code: string }>(
    `SELECT id, code FROM events WHERE room_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [id],
  );
  await client.ask('event:remove', { eventId: last?.id ?? '', code: last?.code ?? '' });
  await server.query(`UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE id = $1`, [last?.id]);
  expect((await back).event.code).toBe(first.code);
  await main.ask('room:restore', { roomId: id });
  const spellId = client.state.spells[0]?.id;
  expect(await client.refusal('spell:rename', { bookId: book.id, spellId, name: 'Renamed' })).toBe('answered');
  client.socket.disconnect();
});

async function find(name: string): Promise<{ id: string }> {
  const [room] = await server.query<{ id: string }>('SELECT id FROM rooms WHERE name = $1', [name]);
  if (room === undefined) throw new Error(`there is no room ${name}`);
  return room;
}
