import { describe, expect, test } from 'vitest';
import {
  QUARTER_MS,
  castTimes,
  mainTimeRange,
  stepMsFor,
  type StepCount,
} from '../../../../apps/api/src/games/summary/cast-times.js';

const MINUTE = 60_000;
const quarter = (step: number, others: number): StepCount => ({ step, taught: 0, others });

describe('mainTimeRange', () => {
  test('is the range with the most casts, ignoring tests on the day before', () => {
    const dayBefore = [quarter(0, 3), quarter(1, 2)];
    const evening = [quarter(100, 40), quarter(101, 1), quarter(107, 60)];
    expect(mainTimeRange([...dayBefore, ...evening])).toEqual({ from: 100 * QUARTER_MS, until: 108 * QUARTER_MS });
    expect(mainTimeRange([...evening, quarter(200, 500)])).toEqual({ from: 200 * QUARTER_MS, until: 201 * QUARTER_MS });
  });

  test('spans breaks of less than two hours', () => {
    expect(mainTimeRange([quarter(0, 9), quarter(8, 9)])).toEqual({ from: 0, until: 9 * QUARTER_MS });
    expect(mainTimeRange([quarter(0, 9), quarter(9, 9)])).toEqual({ from: 9 * QUARTER_MS, until: 10 * QUARTER_MS });
  });

  test('is undefined before the first cast', () => {
    expect(mainTimeRange([])).toBeUndefined();
  });
});

describe('stepMsFor', () => {
  test.each([
    [15, 15_000],
    [90, 2 * MINUTE],
    [4 * 60, 5 * MINUTE],
    [200 * 24 * 60, 3 * 24 * 60 * MINUTE],
  ])('divides %i minutes into at most 80 steps', (minutes, stepMs) => {
    expect(stepMsFor({ from: 0, until: minutes * MINUTE })).toBe(stepMs);
    expect((minutes * MINUTE) / stepMs).toBeLessThanOrEqual(80);
  });
});

describe('castTimes', () => {
  test('includes every step from the first to the last and counts the casts outside the range', () => {
    const counts = [
      { step: 12, taught: 2, others: 5 },
      { step: 10, taught: 4, others: 0 },
    ];
    expect(castTimes(counts, MINUTE, 20)).toEqual({
      ...{ from: 10 * MINUTE, stepMs: MINUTE, taught: [4, 0, 2], others: [0, 0, 5], outside: 9 },
    });
  });

  test('is null without casts', () => {
    expect(castTimes([], MINUTE, 0)).toBeNull();
  });
});
