import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PacedQueue } from '../../../../../apps/api/src/platform/limits/paced-queue.js';

const pace = { concurrency: 1, rest: () => 0, rests: 'client', waiting: 8 } as const;
const never = (): Promise<never> => new Promise(() => undefined);

/** A promise that its test settles. */
function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: ((value: T) => void) | undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve: (value) => resolve?.(value) };
}

afterEach(() => {
  vi.useRealTimers();
});

test('a client has one piece of work in progress, a few clients work at a time, and a failure stops no other', async () => {
  const queue = new PacedQueue({ ...pace, concurrency: 2 });
  const order: string[] = [];
  const running = new Map<string, number>();
  let [most, mostOfClient] = [0, 0];
  const work = (client: string, n: number) => async (): Promise<string> => {
    order.push(`${client} ${n}`);
    running.set(client, (running.get(client) ?? 0) + 1);
    mostOfClient = Math.max(mostOfClient, running.get(client) ?? 0);
    most = Math.max(most, [...running.values()].reduce((sum, count) => sum + count, 0)); // prettier-ignore
    await setImmediate();
    running.set(client, (running.get(client) ?? 0) - 1);
    if (n === 2) throw new Error(client);
    return `${client} ${n}`;
  };
  const results = await Promise.allSettled(
    ['greedy', 'other', 'third'].flatMap((client) => [1, 2, 3, 4].map((n) => queue.run(client, work(client, n)))),
  );
  expect(most).toBe(2);
  expect(mostOfClient).toBe(1);
  expect(order.indexOf('third 1')).toBe(2); // not behind everything that the greedy one wants
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  await expect.poll(() => queue.size).toBe(0); // forgets clients
});

test('a client that goes on rests for a multiple of the time its work took, while others go on', async () => {
  const queue = new PacedQueue({ ...pace, rest: () => 20 });
  const busy = (): Promise<number> => {
    const began = performance.now();
    while (performance.now() - began < 10);
    return Promise.resolve(performance.now());
  };
  const [first, second, other] = await Promise.all([
    queue.run('greedy', busy),
    queue.run('greedy', busy),
    queue.run('other', busy),
  ]);
  expect(other).toBeGreaterThan(first);
  expect(other).toBeLessThan(second);
  expect(second - first).toBeGreaterThanOrEqual(200);
});

describe('work that never settles', () => {
  test.each(['client', 'place'] as const)('holds up others only for a while if the %s rests', async (rests) => {
    vi.useFakeTimers();
    const queue = new PacedQueue({ ...pace, rest: () => 4, rests });
    void queue.run('hung', never);
    const [own, other] = [vi.fn(() => Promise.resolve(1)), vi.fn(() => Promise.resolve(2))];
    const results = Promise.all([queue.run('hung', own), queue.run('other', other)]);
    await vi.advanceTimersByTimeAsync(9_000);
    expect([own.mock.calls.length, other.mock.calls.length]).toEqual([0, 0]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await results).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.size).toBe(0);
  });

  test('frees its place once, also if it settles late', async () => {
    vi.useFakeTimers();
    const queue = new PacedQueue(pace);
    const late = deferred<string>();
    const result = queue.run('late', () => late.promise);
    await vi.advanceTimersByTimeAsync(11_000);
    void queue.run('hung', never);
    late.resolve('late');
    expect(await result).toBe('late');
    const other = vi.fn(never);
    void queue.run('other', other);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(other).not.toHaveBeenCalled();
  });
});

test('clients take turns in a place that rests', async () => {
  vi.useFakeTimers();
  const queue = new PacedQueue({ ...pace, rest: () => 1, rests: 'place', waiting: Infinity });
  const order: string[] = [];
  const page = (client: string) => () =>
    new Promise<void>((resolve) => {
      order.push(client);
      setTimeout(resolve, 100);
    });
  for (const client of ['greedy', 'greedy', 'greedy', 'other', 'other']) void queue.run(client, page(client));
  await vi.advanceTimersByTimeAsync(150);
  expect(order).toEqual(['greedy']); // nobody works while the place rests
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order).toEqual(['greedy', 'other', 'greedy', 'other', 'greedy']);
});

test('a place rests longer the more pieces of work wait', async () => {
  vi.useFakeTimers();
  const queue = new PacedQueue({ ...pace, rest: (waiting) => waiting, rests: 'place', waiting: Infinity });
  const began: number[] = [];
  const page = () =>
    new Promise<void>((resolve) => {
      began.push(performance.now());
      setTimeout(resolve, 100);
    });
  const gone = new AbortController();
  for (let n = 0; n < 4; n++) void queue.run('one', page);
  queue.run('other', page, gone.signal).catch(() => undefined);
  gone.abort(); // no longer waits
  await vi.advanceTimersByTimeAsync(2_000);
  expect(began.slice(1).map((at, i) => Math.round(at - (began[i] ?? 0)))).toEqual([400, 300, 200]);
});

test('a client that lets too much wait is refused, and another is not', async () => {
  const queue = new PacedQueue({ ...pace, waiting: 2 });
  for (let n = 0; n < 3; n++) void queue.run('greedy', never); // one works
  await expect(queue.run('greedy', never)).rejects.toMatchObject({ code: 'overloaded' });
  const gone = new AbortController();
  const other = queue.run('other', never, gone.signal);
  gone.abort(new Error('gone'));
  await expect(other).rejects.toThrow('gone'); // it waited
});

describe('of a client that has gone', () => {
  test('waiting work is dropped and makes room, and the rest goes on', async () => {
    const queue = new PacedQueue({ ...pace, waiting: 2 });
    const gone = new AbortController();
    const working = deferred<string>();
    const first = queue.run('one', () => working.promise, gone.signal);
    const dropped = vi.fn(never);
    const kept = vi.fn(() => Promise.resolve('kept'));
    const [waiting, alone] = [queue.run('one', dropped, gone.signal), queue.run('two', dropped, gone.signal)];
    const stays = queue.run('one', kept);
    const settled = Promise.allSettled([waiting, alone]);
    gone.abort(new Error('gone'));
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(queue.size).toBe(1);
    const after = queue.run('one', () => Promise.resolve('after'));
    working.resolve('first');
    expect(await Promise.all([first, stays, after])).toEqual(['first', 'kept', 'after']);
    await expect(queue.run('one', dropped, gone.signal)).rejects.toThrow('gone');
    expect(dropped).not.toHaveBeenCalled();
    await expect.poll(() => queue.size).toBe(0);
  });

  test('nothing is kept, however often it opens and aborts', async () => {
    const queue = new PacedQueue({ ...pace, waiting: Infinity });
    void queue.run('one', never);
    for (let n = 0; n < 1_000; n++) {
      const gone = new AbortController();
      const result = queue.run(`client ${n}`, never, gone.signal);
      gone.abort(new Error('gone'));
      await expect(result).rejects.toThrow('gone');
    }
    expect(queue.size).toBe(1);
  });
});

test('work that throws at once fails and frees its place', async () => {
  const queue = new PacedQueue(pace);
  const broken = (): Promise<never> => {
    throw new Error('broken');
  };
  await expect(queue.run('one', broken)).rejects.toThrow('broken');
  expect(await queue.run('one', () => Promise.resolve('next'))).toBe('next');
});
