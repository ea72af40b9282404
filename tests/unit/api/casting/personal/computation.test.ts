import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Computation, withinLimit } from '../../../../../apps/api/src/casting/personal/computation.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a computation', () => {
  test('is ready once it has ended, and holds until it expires', async () => {
    const computation = new Computation(Promise.resolve());
    await computation.ready;
    expect([computation.isRunning, computation.isCurrent]).toEqual([false, true]);
    vi.advanceTimersByTime(60_000);
    expect(computation.isCurrent).toBe(true);
    computation.expire();
    expect(computation.isCurrent).toBe(false);
  });

  test('that hangs is waited for briefly, and replaced later', async () => {
    const hanging = withinLimit(new Promise<undefined>(() => undefined));
    const ended = hanging.catch(() => {
      computation.expire(); // as the adapters do
    });
    const computation = new Computation(ended);
    vi.advanceTimersByTime(1_000);
    await computation.ready;
    expect([computation.isRunning, computation.isCurrent]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(computation.isCurrent).toBe(false);
  });
});
