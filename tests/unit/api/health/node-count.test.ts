import { expect, test, vi } from 'vitest';
import { NodeCount } from '../../../../apps/api/src/health/node-count.js';
import type { NodesRepository } from '../../../../apps/api/src/health/nodes.repository.js';

test('the number of nodes is the last known one while the database does not answer, and asked for once', async () => {
  vi.useFakeTimers();
  try {
    const pending: ((nodes: number) => void)[] = [];
    const count = vi.fn(() => new Promise<number>((resolve) => pending.push(resolve)));
    const nodes = new NodeCount({ count } as unknown as NodesRepository);
    const first = nodes.read();
    pending.shift()?.(3);
    expect(await first).toBe(3);

    const hanging = [nodes.read(), nodes.read()];
    await vi.advanceTimersByTimeAsync(900);
    expect(await Promise.all(hanging)).toEqual([3, 3]);
    expect(count).toHaveBeenCalledTimes(2);
    pending.shift()?.(2);
    await vi.advanceTimersByTimeAsync(0);
    const later = nodes.read();
    await vi.advanceTimersByTimeAsync(900);
    expect(await later).toBe(2); // its answer was not lost
  } finally {
    vi.useRealTimers();
  }
});

test('the number of nodes is at least this one, also if it cannot be counted', async () => {
  const read = (count: () => Promise<number>): Promise<number> => new NodeCount({ count } as NodesRepository).read();
  expect(await read(() => Promise.resolve(0))).toBe(1);
  expect(await read(() => Promise.reject(new Error('no database')))).toBe(1);
});
