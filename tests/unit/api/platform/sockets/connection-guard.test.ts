import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FailureError } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressLimits } from '../../../../../apps/api/src/platform/limits/address-limits.js';
import { CastActivity } from '../../../../../apps/api/src/platform/limits/cast-activity.js';
import { createLog } from '../../../../../apps/api/src/platform/logging/log.js';
import { Metrics } from '../../../../../apps/api/src/platform/metrics/metrics.js';
import { Admissions } from '../../../../../apps/api/src/platform/sockets/admissions.js';
import { ConnectionGuard } from '../../../../../apps/api/src/platform/sockets/connection-guard.js';

const IDLE_MS = 5_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection whose end takes `ms` of the main thread. */
class FakeConnection extends EventEmitter {
  readonly transport = {};
  readyState = 'open';

  constructor(private readonly ms = 0) {
    super();
  }

  close(): void {
    for (const began = performance.now(); performance.now() - began < this.ms;);
    this.readyState = 'closed';
    this.emit('close');
  }
}

const makeAdmissions = (): Admissions =>
  new Admissions(new AddressLimits(), new CastActivity(), new Metrics(), createLog('silent'));

test('connections that become idle together are closed one in each turn of the event loop', async () => {
  const admissions = makeAdmissions();
  const connections = [1, 2, 3].map(() => new FakeConnection(2));
  for (const connection of connections) new ConnectionGuard(connection, '192.0.2.1', admissions);
  const closed = (): number => connections.filter(({ readyState }) => readyState === 'closed').length;
  vi.advanceTimersByTime(IDLE_MS);
  expect(closed()).toBe(0);
  for (const n of [1, 2, 3]) {
    await nextTurn();
    expect(closed()).toBe(n);
  }
});

test('a connection that joins before its turn to be closed stays', async () => {
  const connection = new FakeConnection();
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  vi.advanceTimersByTime(IDLE_MS);
  await guard.admit('wand', 'someone', () => Promise.resolve(undefined));
  await nextTurn();
  expect(connection.readyState).toBe('open');
});

test('the rest of a flood is not read, and its connection ends although the client does not answer', () => {
  const calls: string[] = [];
  const socket = { pause: () => calls.push('pause'), terminate: () => calls.push('terminate') };
  const connection = Object.assign(new FakeConnection(), { transport: { socket } });
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  guard.flooded('wand');
  expect(calls).toEqual(['pause']);
  vi.advanceTimersByTime(250);
  expect(calls).toEqual(['pause', 'terminate']);
  expect(connection.readyState).toBe('closed');
});

test('a connection whose handshake is refused while it waits to be closed gets its time again', async () => {
  const connection = new FakeConnection();
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  vi.advanceTimersByTime(IDLE_MS);
  const refused = guard.admit('wand', 'someone', () => Promise.reject(new FailureError('event-full')));
  await expect(refused).rejects.toThrow('event-full');
  await nextTurn();
  expect(connection.readyState).toBe('open');
});

/** An answer to a poll with `writableLength` unread bytes. */
class FakeResponse extends EventEmitter {
  isDestroyed = false;
  constructor(public writableLength: number) {
    super();
  }
  setTimeout(): void {
    // only real time ends it
  }
  destroy(): void {
    this.isDestroyed = true;
  }
}

test('answers to polls that are not read count until they are, and end with their connection', async () => {
  const transport: { res: FakeResponse | null } = { res: null };
  const connection = Object.assign(new FakeConnection(), { transport });
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  await guard.admit('wand', 'someone', () => Promise.resolve(undefined));
  const answer = async (bytes: number): Promise<FakeResponse> => {
    transport.res = new FakeResponse(bytes);
    const response = transport.res;
    connection.emit('packetCreate', { type: 'message', data: 'x' });
    connection.emit('flush');
    transport.res = null; // Engine.IO forgets the request with its answer
    connection.emit('packetCreate', { type: 'message', data: 'x' });
    await nextTurn();
    return response;
  };
  for (let n = 0; n < 5; n++) {
    const read = await answer(1_000_000);
    read.emit('close');
    expect([guard.isBehind, connection.readyState]).toEqual([false, 'open']);
  }
  const unread = [await answer(1_000_000), await answer(1_000_000)];
  expect([guard.isBehind, connection.readyState]).toEqual([true, 'open']);
  unread.push(await answer(1_000_000));
  expect(connection.readyState).toBe('closed');
  expect(unread.map(({ isDestroyed }) => isDestroyed)).toEqual([true, true, true]);
});

test.each([
  ['preflight', 1 << 20],
  ['wand', 2 << 20],
  ['stage', 4 << 20],
  ['console', 8 << 20],
] as const)('a %s may have %i unsent bytes: no answers from half of that on, and closed beyond', async (role, most) => {
  const connection = new FakeConnection();
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  await guard.admit(role, undefined, () => Promise.resolve(undefined));
  const grow = async (bytes: number): Promise<unknown> => {
    connection.emit('packetCreate', { type: 'message', data: Buffer.alloc(bytes) });
    await nextTurn();
    return [guard.isBehind, connection.readyState];
  };
  expect(await grow(most / 2)).toEqual([false, 'open']);
  expect(await grow(1)).toEqual([true, 'open']);
  connection.emit('flush'); // the client has read
  expect(await grow(most)).toEqual([true, 'open']);
  expect(await grow(1)).toEqual([true, 'closed']);
});

test('a connection that has joined nothing may have 64 kB', async () => {
  const connection = new FakeConnection();
  const guard = new ConnectionGuard(connection, '192.0.2.1', makeAdmissions());
  connection.emit('packetCreate', { type: 'message', data: 'x'.repeat(64 * 1024) });
  await nextTurn();
  expect(connection.readyState).toBe('open');
  connection.emit('packetCreate', { type: 'message', data: 'x' });
  await nextTurn();
  expect([guard.isBehind, connection.readyState]).toEqual([true, 'closed']);
});
