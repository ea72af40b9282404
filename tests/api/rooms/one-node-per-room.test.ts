import type { Failure, ListedRoom, Welcome } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, openRoom } from '../../support/console-client.js';
import { openStage } from '../../support/room/stage-client.js';
import {
  connectWand,
  connectionResult,
  nextMessage,
  startTestServer,
  type TestServer,
} from '../../support/test-server.js';

/** Two nodes of one database; the first one serves the main room. */
const room = openRoom();
let node: TestServer;
beforeAll(async () => {
  node = await startTestServer({ databaseUrl: room.server.databaseUrl });
});
afterAll(async () => {
  await node.remove();
});

const createRoom = (name: string): Promise<ListedRoom> => room.client.ask('room:create', { name, from: null });

test('a node that is not alone any more leaves rooms to the one that is asked for them by name', async () => {
  /** Whether it serves a new room, although nobody named that in an address. */
  const serves = async (): Promise<boolean> => {
    const { event } = await createRoom('Probe');
    const socket = connectWand({ url: room.server.url, code: event.code });
    socket.off('connect_error'); // it does not follow
    const result = await refusalOf(socket);
    socket.disconnect();
    return result === undefined;
  };
  await expect.poll(serves).toBe(false);
});

/** The failure that refuses a wand at first; undefined if it is welcomed. */
function refusalOf(socket: Socket): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    socket.once('connect_error', ({ data }: Error & { data?: Failure }) => {
      resolve(data);
    });
    socket.once('wand:welcomed', () => {
      resolve(undefined);
    });
  });
}

const holders = (): Promise<{ room: string; node: string }[]> =>
  room.server.query('SELECT room_id AS room, node_id AS node FROM room_leases');
const holderOf = async (id: string): Promise<string | undefined> =>
  (await holders()).find((lease) => lease.room === id)?.node;

describe('[H13] a node that does not serve a room', () => {
  test('refuses a wand with the id of the room, which names it from then on', async () => {
    const socket = connectWand({ url: node.url, code: room.server.code });
    const refused = refusalOf(socket);
    const welcomed = nextMessage<Welcome>(socket, 'wand:welcomed');
    expect(await refused).toMatchObject({ code: 'wrong-node', detail: room.client.state.room.id, mayRetry: true });
    expect((await welcomed).event.code).toBe(room.server.code);
    socket.disconnect();
  });

  test('passes requests on that name the room, and those that read the main one', async () => {
    const { id } = room.client.state.room;
    for (const path of [`/api/rooms/${id}/results.csv`, '/api/results.csv']) {
      const headers = { authorization: `Bearer ${room.server.owner}` };
      const answers = await Promise.all([room.server, node].map(({ url }) => fetch(`${url}${path}`, { headers })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const [here, there] = await Promise.all(answers.map((answer) => answer.text()));
      expect(there).toBe(here);
    }
  });

  test('tells phones the event of a code itself', async () => {
    const response = await fetch(`${node.url}/api/events/${room.server.code}`);
    expect(await response.json()).toMatchObject({ code: room.server.code, locked: false });
  });

  test('passes nothing on for rooms that do not exist', async () => {
    const stranger = connectWand({ url: node.url, code: 'MOTH22' });
    expect(await connectionResult(stranger, 'wand:welcomed')).not.toBe('welcomed');
    stranger.disconnect();
  });
});

test('a stage on either node shows the wands of both', async () => {
  const wands = [room.server, node].map(({ url }) => connectWand({ url, code: room.server.code }));
  await Promise.all(wands.map((wand) => nextMessage(wand, 'wand:welcomed')));
  for (const server of [room.server, node]) {
    const stage = await openStage({ url: server.url, links: room.server.links });
    expect(stage.snapshot.wands).toHaveLength(2);
    stage.socket.disconnect();
  }
  for (const wand of wands) wand.disconnect();
});

test('a room admits its capacity, not that on each node', async () => {
  const small = await startTestServer({ databaseUrl: room.server.databaseUrl, capacity: 2 });
  const track = await createRoom('Small track');
  const first = connectWand({ url: small.url, code: track.event.code });
  await nextMessage(first, 'wand:welcomed');
  const second = connectWand({ url: node.url, code: track.event.code });
  await nextMessage(second, 'wand:welcomed');
  const third = connectWand({ url: room.server.url, code: track.event.code });
  expect(await connectionResult(third, 'wand:welcomed')).toBe('event-full');
  for (const socket of [first, second, third]) socket.disconnect();
  await small.remove();
});

describe('a room that no node serves', () => {
  test('goes to the node that is asked for it by its name, and stays there', async () => {
    const other = await createRoom('Second track');
    expect(await holderOf(other.id)).toBeUndefined();
    const there = await openConsole(node, room.server.owner, other.id);
    const holder = await holderOf(other.id);
    expect(holder).toBeDefined();
    expect(holder).not.toBe(await holderOf(room.client.state.room.id));
    const here = await openConsole(room.server, room.server.owner, other.id);
    expect(await holderOf(other.id)).toBe(holder);
    const changed = there.waitForMessage('event:changed', ({ locked }) => locked);
    await here.ask('room:lock', { locked: true });
    await changed;
    for (const { socket } of [here, there]) socket.disconnect();
  });

  test('opens on a node with clearly fewer people, whichever is asked for it', async () => {
    const crowd = Array.from({ length: 25 }, () => connectWand({ url: room.server.url, code: room.server.code }));
    await Promise.all(crowd.map((wand) => nextMessage(wand, 'wand:welcomed')));
    const crowded = await holderOf(room.client.state.room.id);
    const told = (): Promise<{ people: number }[]> =>
      room.server.query(`SELECT people FROM nodes WHERE id = '${crowded ?? ''}'`);
    await expect.poll(async () => (await told())[0]?.people).toBeGreaterThan(20);
    for (const server of [room.server, node]) {
      const track = await createRoom('Beside a crowd');
      const console = await openConsole(server, room.server.owner, track.id);
      expect([undefined, crowded]).not.toContain(await holderOf(track.id));
      console.socket.disconnect();
    }
    for (const wand of crowd) wand.disconnect();
    await expect.poll(async () => (await told())[0]?.people).toBeLessThan(5);
  });

  test('is taken over from a node that has stopped', async () => {
    const leaving = await startTestServer({ databaseUrl: room.server.databaseUrl });
    const track = await createRoom('Moving track');
    const before = await openConsole(leaving, room.server.owner, track.id);
    const holder = await holderOf(track.id);
    before.socket.disconnect();
    await leaving.remove();
    expect(await holderOf(track.id)).toBeUndefined();
    const after = await openConsole(room.server, room.server.owner, track.id);
    expect(await holderOf(track.id)).not.toBe(holder);
    after.socket.disconnect();
  });

  test('is taken over from no node at the word of somebody who does not know its id', async () => {
    const track = await createRoom('Coveted track');
    const opened = await openConsole(room.server, room.server.owner, track.id);
    const holder = await holderOf(track.id);
    for (const id of ['00000000-0000-4000-8000-000000000000', 'all', '%'])
      for (const method of ['GET', 'DELETE'])
        expect((await fetch(`${node.url}/api/nodes/${encodeURIComponent(id)}`, { method })).status).toBe(404);
    expect(await holderOf(track.id)).toBe(holder);
    opened.socket.disconnect();
  });

  test('is opened at once by another node if a phone is in it when its node stops', async () => {
    const leaving = await startTestServer({ databaseUrl: room.server.databaseUrl });
    const track = await createRoom('Busy track');
    const opened = await openConsole(leaving, room.server.owner, track.id);
    const holder = await holderOf(track.id);
    opened.socket.disconnect();
    const wand = connectWand({ url: leaving.url, code: track.event.code });
    await nextMessage(wand, 'wand:welcomed');
    const [listed] = await room.server.query<{ id: string }>('SELECT id FROM nodes WHERE url = $1', [leaving.url]);
    for (const { url } of [room.server, node]) {
      const knows = async (): Promise<number> => (await fetch(`${url}/api/nodes/${listed?.id}`)).status;
      await expect.poll(knows).toBe(204);
    }
    await leaving.remove();
    const next = (): Promise<string | undefined> => holderOf(track.id); // nobody asks for it
    await expect.poll(next).toSatisfy((id) => id !== undefined && id !== holder);
    wand.disconnect();
  });
});
