import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECONNECT_BACKOFF } from '../../../../libs/wand/src/connection/connection.js';
import { Backoff, delayMs } from '../../../../libs/wand/src/retry/backoff.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('doubles the delay with each attempt, up to a maximum', () => {
  expect([0, 1, 2, 3, 4, 5, 10].map((attempt) => delayMs(attempt, RECONNECT_BACKOFF, 0.5))).toEqual([
    500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
  ]);
  expect(delayMs(2_000, RECONNECT_BACKOFF, 0.5)).toBe(5_000); // 2 ** 2000 is Infinity
});

test('jitters every delay by half, including the longest', () => {
  for (const attempt of [0, 3, 50]) {
    const delay = (random: number): number => delayMs(attempt, RECONNECT_BACKOFF, random);
    expect(delay(0)).toBeCloseTo(delay(0.5) / 2);
    expect(delay(0.999_999)).toBeCloseTo(1.5 * delay(0.5), 1);
  }
});

test('announces each attempt, runs it after the delay, and starts over after a reset', () => {
  const announced: (number | null)[] = [];
  let runs = 0;
  const run = (): void => {
    runs++;
  };
  const backoff = new Backoff(
    RECONNECT_BACKOFF,
    (inMs) => announced.push(inMs),
    () => 0.5,
  );
  backoff.schedule(run);
  expect(announced).toEqual([500]);
  vi.advanceTimersByTime(499);
  expect(runs).toBe(0);
  vi.advanceTimersByTime(1);
  expect(runs).toBe(1);
  backoff.schedule(run);
  backoff.schedule(run); // scheduled twice, runs once
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(2);
  expect(announced).toEqual([500, null, 1_000, 2_000, null]);
  backoff.schedule(run);
  backoff.reset();
  backoff.schedule(run);
  expect(announced.slice(-3)).toEqual([4_000, null, 500]);
  backoff.cancel();
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(2);
});

test('starts over with the shortest delay without moving a scheduled attempt', () => {
  const announced: (number | null)[] = [];
  let runs = 0;
  const run = (): void => {
    runs++;
  };
  const options = { minMs: 100, maxMs: 1_000, jitter: [0.5, 1] } as const;
  const backoff = new Backoff(
    options,
    (inMs) => announced.push(inMs),
    () => 1,
  );
  expect(backoff.isScheduled).toBe(false);
  backoff.schedule(run);
  vi.advanceTimersByTime(100);
  backoff.schedule(run);
  backoff.startOver();
  expect(backoff.isScheduled).toBe(true);
  vi.advanceTimersByTime(200);
  expect(runs).toBe(2);
  backoff.schedule(run);
  expect(announced).toEqual([100, null, 200, null, 100]);
});
