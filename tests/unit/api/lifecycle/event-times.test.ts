import { describe, expect, test } from 'vitest';
import { eventTimes, type BinCount } from '../../../../apps/api/src/lifecycle/past-events/event-times.js';

const BIN = 3 * 60_000;
const HOUR = 60 * 60_000;
/** Casts in the bin at `at`, ms. */
const bin = (at: number, casts: number): BinCount => ({
  ...{ bin: Math.floor(at / BIN), casts },
  ...{ first: at, last: at + 60_000 },
});

describe('the times of an event', () => {
  test('are unknown without casts', () => {
    expect(eventTimes([], BIN)).toBeNull();
  });
  test('have an interval for every three minutes, also for those without casts', () => {
    const times = eventTimes([bin(0, 4), bin(BIN, 2), bin(4 * BIN, 9)], BIN);
    expect(times).toEqual({ from: 0, until: 4 * BIN + 60_000, stepMs: BIN, casts: [4, 2, 0, 0, 9] });
  });
  test('leave out a test on the day before', () => {
    const times = eventTimes([bin(0, 3), bin(24 * HOUR, 50), bin(24 * HOUR + BIN, 50)], BIN);
    expect(times).toMatchObject({ from: 24 * HOUR, casts: [50, 50] });
  });
  test('join intervals of a long event so that the picture stays small, without losing a cast', () => {
    const all = Array.from({ length: 200 }, (_, i) => bin(i * BIN, i));
    const times = eventTimes(all, BIN);
    expect(times?.casts.length).toBeLessThanOrEqual(60);
    expect(times?.stepMs).toBe(4 * BIN);
    expect(times?.casts.reduce((sum, n) => sum + n, 0)).toBe(all.reduce((sum, { casts }) => sum + casts, 0));
  });
});
