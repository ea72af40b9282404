import type { Answer, Book, ListedRoom } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namespaces } from '../../../apps/tools/src/fuzz/oracle/permissions.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { NOBODY, declaredRoutes } from '../../support/room/declared-routes.js';
import { idFields, messageNaming, namesOwned } from '../../support/room/named-ids.js';
import { ownedRows } from '../../support/room/owned-rows.js';
import { playEvening, revealed, revealedIn, type PlayedEvening } from '../../support/room/played-evening.js';
import { joinWand } from '../../support/room/test-wand.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';

/*
 * Two rooms of one server: in each, everyone names what is in the other one, in every declared message and route that
 * takes ids. A message, field or route that is added is walked, too.
 */
interface WalkedRoom {
  readonly room: Pick<ListedRoom, 'id'>;
  readonly evening: PlayedEvening;
  /** What the team has there, by the fields that name it. */
  readonly team: Readonly<Record<'eventId' | 'eventIds' | 'before' | 'datasetId' | 'importId' | 'plan', string>>;
}
/** Examples of each message, which take other alternatives of its schema. */
const EXAMPLES = 6;

let server: TestServer;
const rooms = new Map<'first' | 'second', WalkedRoom>();
const walked = (name: 'first' | 'second'): WalkedRoom => rooms.get(name) ?? raise();

async function openRooms(): Promise<void> {
  server = await startTestServer();
  const first = await openConsole(server);
  const room = await first.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  const second = await openConsole(server, server.owner, room.id);
  // A book of its own: a spell that is changed in a shared one is trained in every room, later.
  const book = await second.ask<Book>('book:create', { name: 'Second', from: second.state.books.current });
  await second.ask('book:open', { bookId: book.id });
  rooms.set('first', await fill(first));
  rooms.set('second', await fill(second));
  for (const { socket } of [first, second]) socket.disconnect();
}
async function closeRooms(): Promise<void> {
  for (const { evening } of rooms.values())
    for (const { socket } of [evening.owner.wand, evening.intruder]) socket.disconnect();
  await server.remove();
}

async function fill(client: ConsoleClient): Promise<WalkedRoom> {
  const evening = await playEvening(server, client);
  const insert = async (text: string): Promise<string> => {
    const [row] = await server.query<{ id: string }>(`${text} RETURNING id`, [evening.id]);
    return row?.id ?? raise();
  };
  const datasetId = await insert(`INSERT INTO datasets (event_id, name, created_by) VALUES ($1, 'Walked', 'Ada')`);
  const importId = await insert(
    `INSERT INTO imports (event_id, name, size, modified, stage, created_by) VALUES ($1, 'w.csv', 1, 1, 'checked', 'Ada')`,
  );
  const { id } = evening;
  return {
    ...{ room: client.state.room, evening },
    team: { eventId: id, eventIds: id, before: id, plan: id, datasetId, importId },
  };
}

describe.each([
  ['first', 'second'],
  ['second', 'first'],
] as const)('from the %s room, the %s one', (from, to) => {
  /** Read once, so that a test that is tried again finds what its first try changed. */
  let before: Record<string, string[]> = {};
  beforeAll(async () => {
    await openRooms(); // of their own: trainings that the others began would end meanwhile
    before = await ownedRows(server, 'event', walked(to).evening.id);
    for (const table of ['datasets', 'imports']) expect(before[table]).not.toEqual([]);
    for (const table of ['casts', 'participants', 'rounds']) expect(before[table]).not.toEqual([]);
  });
  afterAll(closeRooms);

  const unchanged = async (act: (other: WalkedRoom) => Promise<void>): Promise<void> => {
    const other = walked(to);
    await act(other);
    expect(await ownedRows(server, 'event', other.evening.id)).toEqual(before);
  };

  test.each([...namespaces['/wand'].messages.values()].filter(namesOwned))(
    'is neither changed nor shown by $name of a wand',
    (message) =>
      unchanged(async ({ evening: { owner } }) => {
        const { code, intruder } = walked(from).evening;
        const wand = await joinWand({ url: server.url, code }, intruder.me.nickname, intruder.key);
        for (let n = 0; n < EXAMPLES; n++) {
          const answer = (await wand.socket.emitWithAck(message.name, messageNaming(owner.ids, message, n))) as Answer<unknown>; // prettier-ignore
          if (!answer.ok) expect(answer.failure.code).not.toBe('invalid-message');
          expect(revealed(answer, owner)).toEqual([]);
        }
        wand.socket.disconnect();
      }),
  );

  // Rooms themselves are for owners wherever they are.
  const messages = [...namespaces['/console'].messages.values()].filter((message) => !message.name.startsWith('room:'));
  test.each(messages.filter((message) => idFields(message).size > 0))(
    'is neither changed nor shown by $name of a console',
    (message) =>
      unchanged(async ({ evening: { owner }, team }) => {
        const console = await openConsole(server, server.owner, walked(from).room.id);
        for (let n = 0; n < EXAMPLES; n++) {
          const sent = messageNaming(owner.ids, message, n, team);
          const answer = (await console.socket.emitWithAck(message.name, sent)) as Answer<unknown>;
          if (message.name !== 'stage:direct') expect([sent, revealed(answer, owner)]).toEqual([sent, []]); // echoes itself
        }
        console.socket.disconnect();
      }),
  );

  test.each(declaredRoutes().filter(({ pattern }) => pattern.includes('{room}')))(
    'is neither changed nor shown by $method $pattern',
    ({ method, pattern }) =>
      unchanged(async ({ evening: { owner, code }, team }) => {
        const { id } = walked(from).room;
        const named = { room: id, castId: owner.ids.cast, code, id: team.importId };
        const path = pattern.replace(
          /\{(\w+)\}/g,
          (_, name: string) => new Map(Object.entries(named)).get(name) ?? NOBODY,
        );
        for (const query of ['', `?event=${code}`, '?after=0']) {
          const address = path + query;
          const headers = { authorization: `Bearer ${server.owner}` };
          const response = await fetch(`${server.url}${address}`, { method, headers });
          const text = await response.text();
          expect(revealedIn(text, owner), address).toEqual([]);
          // What is compressed hides what it has: it must be refused if it names the other room.
          if (pattern.replace('{room}', '').includes('{')) expect(response.ok, address).toBe(false);
        }
      }),
  );
});

function raise(): never {
  throw new Error('the rooms were not filled');
}
