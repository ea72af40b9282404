import { once, type EventEmitter } from 'node:events';
import { connect as openTcp, type Socket as TcpSocket } from 'node:net';
import { PROTOCOL_VERSION, type Answer, type Failure, type StoredCast } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openConsole } from '../../support/console-client.js';
import { connectPacket, openRaw } from '../../support/room/raw-client.js';
import {
  connectWand,
  connectionResult,
  nextMessage,
  profile,
  startTestServer,
  type TestServer,
} from '../../support/test-server.js';

const [HALL, ATTACKER] = ['198.51.100.7', '203.0.113.66'];

let server: TestServer;
let good: Socket;
beforeAll(async () => {
  server = await startTestServer();
  good = connectWand(server);
  await nextMessage(good, 'wand:welcomed');
});
afterAll(async () => {
  good.disconnect();
  await server.remove();
});
beforeEach(() => {
  server.log.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const auth = () => ({ protocol: PROTOCOL_VERSION, code: server.code, key: newKey(), profile });
const castWell = async (): Promise<boolean> =>
  ((await good.emitWithAck('cast:replay', castMessages().replay)) as Answer<StoredCast>).ok;
const countPeople = async (): Promise<number> =>
  Number((await server.query<{ n: string }>('SELECT count(*) AS n FROM participants'))[0]?.n);
const reasons = (): unknown[] => server.log.flatMap(({ reason }) => reason ?? []);

/** Counts the server's queries that handshakes cause: look-ups of events, participants and sessions. */
function countLookUps(): () => number {
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  return () =>
    queries.mock.calls.filter(([query]) => {
      const text = typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? '');
      return /"(events|participants|forgotten_keys|sessions)"/.test(text);
    }).length;
}

describe('[H10] one connection', () => {
  test('joins a namespace once, however many handshakes it sends at the same time', async () => {
    const before = await countPeople();
    const raw = await openRaw(server, ATTACKER);
    for (let i = 0; i < 5; i++) raw.send(connectPacket('/wand', auth()));
    await expect.poll(() => raw.packets.filter((packet) => packet.startsWith('40/wand')).length).toBe(1);
    const refused = (): unknown[] =>
      raw.packets.filter((packet) => packet.startsWith('44/wand') && packet.includes('joined'));
    await expect.poll(() => refused().length).toBe(4);
    expect(await countPeople()).toBe(before + 1);
    raw.send(connectPacket('/wand', auth()));
    await raw.closed;
    expect(await countPeople()).toBe(before + 1);
  });

  test.each([
    ['/wand', () => ({ ...auth(), code: 'NOPE99' })],
    ['/stage', () => ({ protocol: PROTOCOL_VERSION, token: newKey() })],
    ['/console', () => ({ protocol: PROTOCOL_VERSION, token: newKey() })],
  ])('that floods %s with handshakes is closed, without a query for each', async (namespace, make) => {
    const lookUps = countLookUps();
    const raw = await openRaw(server, ATTACKER);
    for (let i = 0; i < 3_000; i++) raw.send(connectPacket(namespace, make()));
    const acknowledged = Promise.all([castWell(), castWell(), castWell()]);
    await raw.closed;
    expect(await acknowledged).toEqual([true, true, true]);
    expect(reasons()).toContain('too-many-handshakes');
    expect(lookUps()).toBeLessThan(40); // of the first handshakes, and of the three casts
  });

  test('that joins nothing is closed', async () => {
    const raw = await openRaw(server, ATTACKER);
    await raw.closed;
    expect(reasons()).toContain('idle');
  });

  test('to the namespace / is refused by name, and closed', async () => {
    const raw = await openRaw(server, ATTACKER);
    raw.send('40');
    await raw.closed;
    expect(raw.packets.join()).toContain('"code":"unknown-message"');
  });

  test('that sends an unfinished HTTP header is closed', async () => {
    const { port, hostname } = new URL(server.url);
    const socket = openTcp(Number(port), hostname);
    socket.write('GET /health HTTP/1.1\r\nHost: x\r\n');
    const answered = once(socket, 'data');
    await once(socket, 'close');
    expect(String((await answered)[0])).toContain('408');
  });
});

test('[H11] 300 phones behind one address join at once', async () => {
  const phones = Array.from({ length: 300 }, () =>
    io(`${server.url}/wand`, {
      auth: auth(),
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { 'X-Forwarded-For': HALL },
    }),
  );
  const results = await Promise.all(phones.map((phone) => connectionResult(phone, 'wand:welcomed')));
  for (const phone of phones) phone.disconnect();
  expect(new Set(results)).toEqual(new Set(['welcomed']));
});

test('[H5] a room is full at its capacity, which the refusal and the console tell', async () => {
  const small = await startTestServer({ capacity: 1 });
  const first = connectWand(small);
  await nextMessage(first, 'wand:welcomed');
  const second = connectWand(small);
  const [error] = (await once(second as unknown as EventEmitter, 'connect_error')) as [{ data: Failure }];
  const { state, socket } = await openConsole(small);
  for (const each of [first, second, socket]) each.disconnect();
  await small.remove();
  expect(state).toMatchObject({ capacity: 1, counts: { wands: 1 } });
  expect(error.data).toMatchObject({ code: 'event-full', detail: '1 of 1 wizards' });
});

test('[M6] a wand that asks and does not read is closed, and a good one beside it is not disturbed', async () => {
  const raw = await openRaw(server, ATTACKER);
  const own = auth();
  raw.send(connectPacket('/wand', own));
  await expect.poll(() => raw.packets.some((packet) => packet.startsWith('40/wand'))).toBe(true);
  const filling = connectWand(server, { key: own.key }); // another page of the same participant
  await nextMessage(filling, 'wand:welcomed');
  const long = circle(1_800).map((sample) => ({
    ...sample,
    gravity: [0, 0, 9.8] as const,
    rotation: [1, 2, 3] as const,
  }));
  const castIds: string[] = [];
  for (let i = 0; i < 20; i++) {
    const { replay, castId } = castMessages(long);
    expect(await filling.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true });
    castIds.push(castId);
  }
  filling.disconnect();

  raw.socket.pause();
  for (let i = 0; i < 60; i++) raw.send(`42/wand,${i}${JSON.stringify(['casts:fetch', { castIds }])}`);
  await expect
    .poll(
      async () => {
        raw.send(`42/wand,99${JSON.stringify(['casts:fetch', { castIds }])}`);
        expect(await castWell()).toBe(true);
        return reasons();
      },
      { interval: 20 },
    )
    .toContain('slow-reader');
  raw.socket.resume();
  await raw.closed;
  expect(server.log.some(({ code }) => code === 'overloaded')).toBe(true); // refused before it was closed
  expect(await castWell()).toBe(true);
});

describe('[M5] someone whose connection was closed because of a flood', () => {
  /** Floods and connects again at once. @returns the answer to the second handshake */
  async function floodAndJoinAgain(namespace: string, handshake: object): Promise<string> {
    const flood = await openRaw(server, ATTACKER);
    flood.send(connectPacket(namespace, handshake));
    await expect.poll(() => flood.packets.some((packet) => packet.startsWith(`40${namespace}`))).toBe(true);
    for (let n = 0; n < 2_000; n++) flood.send(`42${namespace},${n}["nothing:known",{}]`);
    await flood.closed;
    return joinAgain(namespace, handshake);
  }
  async function joinAgain(namespace: string, handshake: object): Promise<string> {
    const again = await openRaw(server, ATTACKER);
    const answer = (): string | undefined => again.packets.find((packet) => packet.includes(namespace));
    again.send(connectPacket(namespace, handshake));
    await expect.poll(answer).toBeDefined();
    again.socket.terminate();
    return answer() ?? '';
  }

  test.each([
    ['/wand', auth],
    ['/console', () => ({ protocol: PROTOCOL_VERSION, token: server.owner })],
  ])('is refused in %s with the same key or session, but not for long', async (namespace, make) => {
    const handshake = make();
    // Asked again because a machine may be so busy that the budget is back before the second handshake.
    await expect.poll(() => floodAndJoinAgain(namespace, handshake)).toContain('too-many-tries');
    await expect.poll(() => joinAgain(namespace, handshake)).toContain(`40${namespace}`);
    expect(await castWell()).toBe(true);
  });
});

describe('[H10] connections beyond the limit of their address', () => {
  test('are refused a moment later, and may be reset meanwhile', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.67', connection: 'close' };
    const open = async (): Promise<boolean> => {
      const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers });
      await answer.body?.cancel();
      return answer.ok;
    };
    while ((await Promise.all(Array.from({ length: 100 }, open))).every(Boolean));
    const upgrade = (): TcpSocket => {
      const socket = openTcp(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined); // the server may reset it
      const key = `${'A'.repeat(22)}==`;
      socket.write(
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nX-Forwarded-For: ${headers['X-Forwarded-For']}\r\n\r\n`,
      );
      return socket;
    };
    // The limit has recovered a little meanwhile: the first of them open.
    const waiting = Array.from({ length: 500 }, upgrade);
    const [reset = upgrade(), patient = upgrade()] = waiting.splice(-2);
    const answered = once(patient, 'data');
    await fetch(`${server.url}/health`, { headers }); // after theirs, which have the same address
    reset.resetAndDestroy();
    expect(String((await answered)[0])).toContain('too many connections');
    for (const socket of [patient, ...waiting]) socket.destroy();
    expect(await castWell()).toBe(true);
  });
});
