import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { AdmissionQueue } from '../../../../../apps/api/src/platform/sockets/admission-queue.js';

test('keys take turns, a few tasks run at a time, and a failed one stops no other', async () => {
  const queue = new AdmissionQueue(2);
  const order: string[] = [];
  let [running, most] = [0, 0];
  const task = (name: string) => async (): Promise<string> => {
    order.push(name);
    most = Math.max(most, ++running);
    await setImmediate();
    running--;
    if (name === 'flood 2') throw new Error(name);
    return name;
  };
  const results = await Promise.allSettled([
    ...[1, 2, 3, 4, 5, 6].map((n) => queue.run('flood', task(`flood ${n}`))),
    queue.run('other', task('other 1')),
  ]);
  expect(most).toBe(2);
  expect(order.indexOf('other 1')).toBeLessThanOrEqual(3);
  expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
});

test('the place of some rests, also if a task fails meanwhile, and is taken again', async () => {
  vi.useFakeTimers();
  try {
    const queue = new AdmissionQueue(1, (result) => (result === 'rests' ? 40 : 0));
    const done: string[] = [];
    const run = (name: string): void => {
      queue
        .run('key', () => (name === 'fails' ? Promise.reject(new Error(name)) : Promise.resolve(name)))
        .then(
          () => done.push(name),
          () => done.push(name),
        );
    };
    for (const name of ['quick', 'rests', 'fails', 'last']) run(name);
    await vi.advanceTimersByTimeAsync(39);
    expect(done).toEqual(['quick', 'rests']);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['quick', 'rests', 'fails', 'last']);
  } finally {
    vi.useRealTimers();
  }
});
