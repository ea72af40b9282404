import { SEAL_BARS, type SpellId, type SummaryRound } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { castsOverTime, spread } from '../../../../apps/web/src/summary/charts/casts-over-time';
import { eventSeal, roundsOnSeal } from '../../../../apps/web/src/summary/charts/event-seal';
import { accuracyRing } from '../../../../apps/web/src/summary/charts/accuracy-ring';
import { sealBars } from '../../../../apps/web/src/summary/charts/seal-path';

const MINUTE = 60_000;
const times = { from: 0, stepMs: MINUTE, taught: [5, 0, 0, 0], others: [0, 0, 20, 6], outside: 0 };
const round = (number: number, startsAt: number, endsAt: number): SummaryRound => ({
  ...{ number, kind: 'order', spell: 'tide' as SpellId, startsAt, endsAt, people: 9, hit: 3, quickestMs: 900 },
});

describe('casts over time', () => {
  test('maps times to positions from left to right, clamped to the edges', () => {
    const { place, hours } = castsOverTime(times);
    expect([0, MINUTE, 4 * MINUTE, -5, 9 * MINUTE].map(place)).toEqual([0, 25, 100, 0, 100]);
    expect(hours.length).toBeGreaterThan(1);
  });

  test('shows casts per minute for any step, and stacks other casts on taught ones', () => {
    const finer = castsOverTime({ ...times, stepMs: 15_000 });
    expect(castsOverTime(times).heights.map(({ perMinute }) => perMinute)).toEqual([5, 10, 15, 20]);
    expect(finer.heights.at(-1)?.perMinute).toBe(80);
    expect(finer.heights.at(-1)?.top).toBe(0);
    const { taught, others } = castsOverTime(times);
    expect(taught).toMatch(/^M0,100/);
    expect(others).not.toContain('NaN');
    expect(taught).not.toBe(others);
  });

  test('moves marks apart as little as needed', () => {
    expect(spread([10, 50], 6)).toEqual([10, 50]);
    expect(spread([10, 11, 12], 6)).toEqual([10, 16, 22]);
    expect(spread([98, 99], 6)).toEqual([94, 100]);
    expect(spread([], 6)).toEqual([]);
    const crowd = spread(
      Array.from({ length: 50 }, () => 99),
      6,
    );
    expect(Math.min(...crowd)).toBeGreaterThanOrEqual(0);
    expect(crowd.at(-1)).toBe(100);
  });
});

describe('the event’s seal', () => {
  test('has one bar per share of the time, the busiest the longest', () => {
    const bars = eventSeal(times);
    expect(bars).toHaveLength(SEAL_BARS);
    expect([bars[0], bars[20], bars[40], bars[71]]).toEqual([25, 0, 99, 30]);
    expect(eventSeal({ taught: [0], others: [0] })).toEqual(new Array(SEAL_BARS).fill(0));
  });

  test('divides a step among the bars that it spans', () => {
    const many = new Array<number>(100).fill(3);
    expect(new Set(eventSeal({ taught: many, others: many }))).toEqual(new Set([99]));
  });

  test('assigns each bar the round with the longest overlap', () => {
    const on = roundsOnSeal(times, [round(1, 0, 10_000), round(2, MINUTE, MINUTE + 1)]);
    expect(on.map((one) => one?.number ?? 0).slice(0, 5)).toEqual([1, 1, 1, 0, 0]);
    expect(on.filter((one) => one?.number === 2)).toHaveLength(1);
  });

  test('is drawn clockwise from the top', () => {
    const [top, right, ...others] = sealBars([99, 0, 0, 0]);
    expect(top).toBe('M0.0 -66.7L0.0 -99.7');
    expect(right).toMatch(/^M66\.7 .*L68\.6 /);
    expect(others).toHaveLength(2);
  });
});

describe('the accuracy ring of a spell', () => {
  const spells = [{ id: 'tide' as SpellId, hue: 'tide' as const }];
  const figures = {
    spell: 'gale' as SpellId,
    asked: 72,
    right: 36,
    fizzled: 10,
    mistaken: { spell: 'tide' as SpellId, casts: 20 },
  };

  test('has bars in proportion to each result', () => {
    const { lengths, tints } = accuracyRing(figures, spells);
    expect([tints.filter((tint) => tint === null), tints.filter((tint) => tint === 'tide')].map(({ length }) => length)).toEqual([36, 20]); // prettier-ignore
    expect(tints.filter((tint) => tint === 'none')).toHaveLength(16);
    expect(lengths.filter((length) => length === Math.min(...lengths))).toHaveLength(10);
  });

  test('has no color for a spell that left the book', () => {
    expect(accuracyRing(figures, []).tints.filter((tint) => tint === 'none')).toHaveLength(36);
  });
});
