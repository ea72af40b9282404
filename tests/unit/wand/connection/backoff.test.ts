import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Backoff, waitMs } from '../../../../libs/wand/src/connection/backoff.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('each wait is twice the last, up to the longest, and stays there however long a door is shut', () => {
  expect([0, 1, 2, 3, 4, 5, 10].map((tries) => waitMs(tries, 0.5))).toEqual([
    500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
  ]);
  expect(waitMs(2_000, 0.5)).toBe(5_000); // 2 ** 2000 is no number any more
});

test('waits are spread by half around their length, the longest too', () => {
  for (const tries of [0, 3, 50]) {
    expect(waitMs(tries, 0)).toBeCloseTo(waitMs(tries, 0.5) / 2);
    expect(waitMs(tries, 0.999_999)).toBeCloseTo(1.5 * waitMs(tries, 0.5), 1);
  }
});

test('tells when the next try begins, goes then, and begins with a short wait once it arrived', () => {
  const told: (number | null)[] = [];
  let went = 0;
  const way = new Backoff(
    () => went++,
    (inMs) => told.push(inMs),
    () => 0.5,
  );
  way.again();
  expect(told).toEqual([500]);
  vi.advanceTimersByTime(499);
  expect(went).toBe(0);
  vi.advanceTimersByTime(1);
  expect(went).toBe(1);
  way.again();
  way.again(); // asked twice, tries once
  vi.advanceTimersByTime(10_000);
  expect(went).toBe(2);
  expect(told).toEqual([500, null, 1_000, 2_000, null]);
  way.again();
  way.arrived();
  way.again();
  expect(told.slice(-3)).toEqual([4_000, null, 500]);
  way.stop();
  vi.advanceTimersByTime(10_000);
  expect(went).toBe(2);
});
