import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../../../../libs/wand/src/connection/connection.js';

/** Delays that were announced, ms. */
let delays: number[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  delays = [];
  const socket = { connect: () => undefined, disconnect: () => undefined, io: { opts: {} } };
  connection = new Connection(socket as never, { read: () => Promise.reject(new Error()) }, (inMs) => {
    if (inMs !== null) delays.push(inMs);
  });
  connection.open();
});
afterEach(() => {
  connection.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function fail(times: number): void {
  for (let n = 0; n < times; n++) {
    connection.attemptFailed(new Error('websocket error'));
    vi.advanceTimersByTime(10_000);
  }
}

test('[H8] a server that cannot be reached is tried every second at first, then less and less often', () => {
  fail(18);
  expect(delays).toEqual([500, ...Array<number>(14).fill(1_000), 5_000, 5_000, 5_000]);
});

test('[H8] a welcome starts over', () => {
  fail(17);
  connection.established();
  delays = [];
  fail(3);
  expect(delays).toEqual([500, 1_000, 1_000]);
});

test('[H8] a server that refuses is tried less and less often from the start', () => {
  for (let n = 0; n < 5; n++) {
    connection.scheduleReconnect();
    vi.advanceTimersByTime(10_000);
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 5_000]);
});

test('[H8] an impatient person does not break off an attempt that has just begun', () => {
  const calls: string[] = [];
  const socket = { connect: () => calls.push('connect'), disconnect: () => calls.push('disconnect'), io: { opts: {} } };
  const own = new Connection(socket as never, { read: () => Promise.resolve() }, () => undefined);
  own.open();
  vi.advanceTimersByTime(2_000);
  own.retry();
  expect(calls).toEqual(['connect']);
  vi.advanceTimersByTime(1_500);
  own.retry();
  expect(calls).toEqual(['connect', 'disconnect', 'connect']);
  own.attemptFailed(new Error('websocket error')); // nothing is under way
  own.retry();
  expect(calls).toEqual(['connect', 'disconnect', 'connect', 'disconnect', 'connect']);
  own.close();
});

test.each([
  ['does not answer', false],
  ['answers', true],
])('a cast without an answer makes the wand check the connection: the server %s', async (_, answers) => {
  const connects: string[] = [];
  const socket = {
    connect: () => connects.push('connect'),
    disconnect: () => undefined,
    timeout: (ms: number) => ({
      emitWithAck: () =>
        new Promise((resolve, reject) => {
          if (answers) resolve({ ok: true, value: { at: 0 } });
          else setTimeout(reject, ms);
        }),
    }),
    io: { opts: {}, engine: { close: () => undefined } },
  };
  const clock = {
    read: async (request: () => Promise<unknown>): Promise<void> => {
      await request();
    },
  };
  const own = new Connection(socket as never, clock, () => undefined);
  own.open();
  const before = connects.length;
  const acknowledged = own.watch(Promise.resolve('stored'));
  await expect(acknowledged).resolves.toBe('stored');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connects).toHaveLength(before);
  void own.watch(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connects.length > before).toBe(!answers);
  own.close();
});
