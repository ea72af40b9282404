import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PacedQueue } from '../../../../../apps/api/src/platform/limits/paced-queue.js';

test('a client has one piece of work in progress, a few clients work at a time, and a failure stops no other', async () => {
  const queue = new PacedQueue({ concurrency: 2, rest: 0 });
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
  const queue = new PacedQueue({ concurrency: 1, rest: 20 });
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
