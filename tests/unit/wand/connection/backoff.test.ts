import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Backoff, delayMs } from '../../../../libs/wand/src/connection/backoff.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('doubles the delay with each attempt, up to a maximum', () => {
  expect([0, 1, 2, 3, 4, 5, 10].map((attempt) => delayMs(attempt, 0.5))).toEqual([
    500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
  ]);
  expect(delayMs(2_000, 0.5)).toBe(5_000); // 2 ** 2000 is Infinity
});

test('jitters every delay by half, including the longest', () => {
  for (const attempt of [0, 3, 50]) {
    expect(delayMs(attempt, 0)).toBeCloseTo(delayMs(attempt, 0.5) / 2);
    expect(delayMs(attempt, 0.999_999)).toBeCloseTo(1.5 * delayMs(attempt, 0.5), 1);
  }
});

test('announces each attempt, runs it after the delay, and starts over after a reset', () => {
  const announced: (number | null)[] = [];
  let runs = 0;
  const backoff = new Backoff(
    () => runs++,
    (inMs) => announced.push(inMs),
    () => 0.5,
  );
  backoff.schedule();
  expect(announced).toEqual([500]);
  vi.advanceTimersByTime(499);
  expect(runs).toBe(0);
  vi.advanceTimersByTime(1);
  expect(runs).toBe(1);
  backoff.schedule();
  backoff.schedule(); // scheduled twice, runs once
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(2);
  expect(announced).toEqual([500, null, 1_000, 2_000, null]);
  backoff.schedule();
  backoff.reset();
  backoff.schedule();
  expect(announced.slice(-3)).toEqual([4_000, null, 500]);
  backoff.cancel();
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(2);
});
