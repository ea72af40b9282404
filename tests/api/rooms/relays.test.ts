import { once } from 'node:events';
import { PROTOCOL_VERSION, type Answer, type ListedRoom, type StoredCast } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { createClient } from '@redis/client';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { startRedis, type RedisServer } from '../../support/room/redis-server.js';
import { connectPacket } from '../../support/room/raw-client.js';
import { openStage } from '../../support/room/stage-client.js';
import { connectWand, nextMessage, profile, startTestServer, type TestServer } from '../../support/test-server.js';

/** Two nodes of one database with one Redis; the first one serves the main room. */
let redis: RedisServer;
let [holder, relay] = [] as unknown as [TestServer, TestServer];
let console: ConsoleClient;
beforeAll(async () => {
  redis = await startRedis();
  holder = await startTestServer({ redisUrl: redis.url });
  console = await openConsole(holder);
  relay = await startTestServer({ redisUrl: redis.url, databaseUrl: holder.databaseUrl });
  await relaying();
});
afterAll(async () => {
  console.socket.disconnect();
  await relay.remove();
  await holder.remove();
  await redis.kill();
});

/** Connections that a node relays to others, or others to it. */
async function relayed({ url }: TestServer, direction: 'in' | 'out'): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^wandcast_relayed_connections\\{direction="${direction}"\\} (\\d+)`, 'm').exec(text)?.[1]);
}

/** Waits until a wand that comes by the other node is relayed. */
async function relaying(): Promise<void> {
  const isRelayed = async (): Promise<boolean> => {
    const wand = await joinBy(relay);
    const isThere = await vi
      .waitUntil(async () => (await relayed(relay, 'out')) > 0, { timeout: 1_000, interval: 50 })
      .catch(() => false);
    wand.disconnect();
    return isThere;
  };
  for (let tries = 0; tries < 20; tries++) if (await isRelayed()) return;
  throw new Error('no wand is relayed');
}

async function joinBy(node: TestServer): Promise<Socket> {
  const wand = connectWand({ url: node.url, code: holder.code });
  await nextMessage(wand, 'wand:welcomed');
  return wand;
}

/** Streams a cast as a phone does. @returns its id */
async function cast(wand: Socket): Promise<string> {
  const { castId, start, batches, end } = castMessages();
  wand.emit('cast:start', start);
  for (const batch of batches) wand.emit('cast:samples', batch);
  const answer = (await wand.emitWithAck('cast:end', end)) as Answer<StoredCast>;
  if (!answer.ok) throw new Error(answer.failure.code);
  return castId;
}

const storedOf = async (casts: readonly string[]): Promise<number> => {
  const [row] = await holder.query<{ count: number }>('SELECT count(*)::int FROM casts WHERE id = ANY($1)', [casts]);
  return row?.count ?? 0;
};

/** Resolves with the reason when the socket is closed. */
const closed = (socket: Socket): Promise<string> => nextMessage<string>(socket, 'disconnect');

describe('a phone that comes by a node which does not serve its room', () => {
  test('casts, and everyone sees it', async () => {
    const [stageHere, stageThere] = await Promise.all(
      [holder, relay].map(({ url }) => openStage({ url, links: holder.links })),
    );
    const wands = await Promise.all([relay, relay, holder].map(joinBy));
    await expect.poll(() => relayed(holder, 'in')).toBe(3); // two wands and a stage
    const casts = (await Promise.all(wands.map((wand) => cast(wand)))).sort();
    const shownOn = ({ frames }: NonNullable<typeof stageHere>): string[] =>
      frames.flatMap(({ results = [] }) => results.map(({ castId }) => castId)).sort();
    for (const stage of [stageHere, stageThere]) {
      if (stage === undefined) throw new Error('no stage');
      await expect.poll(() => shownOn(stage)).toEqual(casts);
      stage.socket.disconnect();
    }
    expect(await storedOf(casts)).toBe(3);
    for (const wand of wands) wand.disconnect();
    await expect.poll(() => relayed(holder, 'in')).toBe(0);
    await expect.poll(() => relayed(relay, 'out')).toBe(0);
  });

  test('gets its own answers, in order', async () => {
    const wands = await Promise.all([relay, relay].map(joinBy));
    const answered = await Promise.all(
      wands.map(async (wand) => {
        const order: number[] = [];
        const answers = Array.from({ length: 8 }, async (_, n) => {
          const answer = (await wand.emitWithAck('clock:read', {})) as Answer<unknown>;
          if (answer.ok) order.push(n);
        });
        await Promise.all(answers);
        return order;
      }),
    );
    expect(answered).toEqual(Array(2).fill(Array.from({ length: 8 }, (_, n) => n)));
    for (const wand of wands) wand.disconnect();
  });

  test('is cut off when it floods, and the others are not', async () => {
    const [flood, calm] = await Promise.all([relay, relay].map(joinBy));
    if (flood === undefined || calm === undefined) throw new Error('no wands');
    const end = closed(flood);
    for (let n = 0; n < 30_000; n++) flood.emit('clock:read', {});
    await end;
    await cast(calm);
    calm.disconnect();
  });

  test('is closed when it asks and does not read', async () => {
    const { ask, castIds } = await personWithLongCasts();
    const socket = new WebSocket(
      `${relay.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&room=${console.state.room.id}`,
    );
    const end = once(socket, 'close');
    socket.on('error', () => undefined);
    await once(socket, 'message');
    socket.send(ask);
    await expect.poll(() => relayed(holder, 'in')).toBe(1);
    await once(socket, 'message');
    socket.pause();
    const before = holder.log.length;
    const reasons = (): unknown[] => holder.log.slice(before).flatMap(({ reason }) => reason ?? []);
    const fetchCasts = `42/wand,1${JSON.stringify(['casts:fetch', { castIds }])}`;
    const calm = await joinBy(relay);
    await expect
      .poll(
        async () => {
          socket.send(fetchCasts);
          await cast(calm); // at the pace of the server: what is asked faster than it answers is a flood
          return reasons();
        },
        { interval: 50, timeout: 20_000 },
      )
      .toContain('slow-reader');
    calm.disconnect();
    await expect.poll(() => relayed(relay, 'out')).toBe(0);
    socket.resume();
    await end;
  });
});

/** A participant with so many casts that one answer to `casts:fetch` has half a megabyte. @returns how they join */
async function personWithLongCasts(): Promise<{ ask: string; castIds: readonly string[] }> {
  const key = newKey();
  const wand = connectWand(holder, { key });
  await nextMessage(wand, 'wand:welcomed');
  const long = circle(1_800).map((sample) => ({ ...sample, gravity: [0, 0, 9.8] as const, rotation: [1, 2, 3] as const })); // prettier-ignore
  const castIds: string[] = [];
  for (let n = 0; n < 20; n++) {
    const { replay, castId } = castMessages(long);
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true });
    castIds.push(castId);
  }
  wand.disconnect();
  const ask = connectPacket('/wand', { protocol: PROTOCOL_VERSION, code: holder.code, key, profile });
  return { ask, castIds };
}

test('what is no batch is told in the log, and changes nothing', async () => {
  const wand = await joinBy(relay);
  const client = await createClient({ url: redis.url }).connect();
  for (const key of await client.keys('wandcast:node:*'))
    for (const bytes of [Buffer.from('x'), Buffer.from([0xc1]), Buffer.alloc(100)])
      await client.xAdd(key, '*', { b: bytes });
  client.destroy();
  const told = ({ log }: TestServer): unknown[] => log.filter(({ msg }) => String(msg).includes('through Redis'));
  for (const node of [holder, relay]) await expect.poll(() => told(node).length).toBe(3);
  await cast(wand);
  wand.disconnect();
});

test('without Redis phones come back by themselves, and are relayed again when it is back', async () => {
  const wand = await joinBy(relay);
  const end = closed(wand);
  await redis.kill();
  await end;
  const again = await joinBy(relay);
  await cast(again);
  await expect.poll(() => relayed(relay, 'out')).toBe(0);
  again.disconnect();
  await redis.restart();
  await relaying();
});

test('phones leave a Redis that hangs, and what it tells later changes nothing', async () => {
  const wand = await joinBy(relay);
  const end = closed(wand);
  redis.freeze(true);
  await end;
  const again = await joinBy(relay);
  await cast(again);
  redis.freeze(false);
  await relaying();
  await cast(again);
  again.disconnect();
});

test('phones of a relay that stops are gone from the room', async () => {
  const leaving = await startTestServer({ redisUrl: redis.url, databaseUrl: holder.databaseUrl });
  const wand = await joinBy(leaving);
  await expect.poll(() => relayed(holder, 'in')).toBe(1);
  const end = closed(wand);
  await leaving.remove();
  await end;
  await expect.poll(() => relayed(holder, 'in')).toBe(0);
});

test('phones of a node that stops find its room again by the node that relayed them', async () => {
  const leaving = await startTestServer({ redisUrl: redis.url, databaseUrl: holder.databaseUrl });
  const { id, event } = await console.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  const there = await openConsole(leaving, holder.owner, id);
  const join = async (): Promise<Socket> => {
    const joined = connectWand({ url: relay.url, code: event.code });
    await nextMessage(joined, 'wand:welcomed');
    return joined;
  };
  const wand = await join();
  await expect.poll(() => relayed(leaving, 'in')).toBe(1);
  const end = closed(wand);
  there.socket.disconnect();
  await leaving.remove();
  await end;
  // A phone tries again, as long as its node takes the one that stopped for the one to ask.
  let again: Socket | undefined;
  await expect.poll(async () => (again = await join().catch(() => undefined))).toBeDefined();
  if (again !== undefined) await cast(again);
  again?.disconnect();
});
