import { SHAPE_POINTS } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  between,
  brushKey,
  firstBrush,
  isInBand,
  passes,
  type Brush,
} from '../../../../../apps/web/src/console/explore/plot/brush';
import { lineAt, nearestLine } from '../../../../../apps/web/src/console/explore/plot/plot-panels';
import { overviewOf } from './casts';

const last = SHAPE_POINTS - 1;
/** x rises from 0 to 10 m/s^2 in 2 s; the same in 1 s; constant 0. */
const overview = overviewOf([
  { x: (point) => Math.round((40 * point) / last) },
  { x: (point) => Math.round((40 * point) / last), durationMs: 1_000 },
  { x: () => 0 },
]);
const band = (fromMs: number, toMs: number, low: number, high: number): Brush => ({
  ...{ group: 0, axis: 0, fromMs, toMs, low, high },
});
const through = (brush: Brush): number[] => {
  const { shape, durationMs } = overview.table.columns;
  return [0, 1, 2].filter((place) => passes(shape, durationMs[place] ?? 0, place, brush));
};

describe('a band', () => {
  test('selects lines that pass through it', () => {
    expect(through(band(900, 1_100, 4, 6))).toEqual([0]);
    expect(through(band(400, 600, 4, 6))).toEqual([1]);
    expect(through(band(0, 2_000, -1, 0))).toEqual([0, 1, 2]);
  });
  test('selects a line that crosses it between two points', () => {
    expect(through(band(1_001, 1_002, 5, 5.02))).toEqual([0]);
  });
  test('selects no line that ended before', () => {
    expect(through(band(1_200, 2_000, -20, 20))).toEqual([0, 2]);
  });
  test('applies to one axis', () => {
    expect(through({ ...band(0, 2_000, 4, 6), axis: 1 })).toEqual([]);
  });
});

describe('keys', () => {
  const view = { toMs: 2_400, reach: 12 };
  test('move a band within its panel', () => {
    const start = band(0, 600, -12, 0);
    expect(brushKey(start, 'ArrowRight', false, view)).toMatchObject({ fromMs: 100, toMs: 700 });
    expect(brushKey(start, 'ArrowUp', false, view)).toMatchObject({ low: -11, high: 1 });
    expect(brushKey(start, 'ArrowLeft', false, view)).toEqual(start);
    expect(brushKey(start, 'ArrowDown', false, view)).toEqual(start);
    expect(brushKey(start, 'Enter', false, view)).toBeUndefined();
  });
  test('resize it with Shift, down to a minimum', () => {
    const start = firstBrush(0, 0, view);
    expect(brushKey(start, 'ArrowRight', true, view)).toMatchObject({ fromMs: start.fromMs, toMs: start.toMs + 100 });
    let small = start;
    for (let i = 0; i < 50; i++) small = brushKey(small, i % 2 === 0 ? 'ArrowLeft' : 'ArrowDown', true, view) ?? small;
    expect([small.toMs - small.fromMs, small.high - small.low].map(Math.round)).toEqual([100, 1]);
  });
});

test('a band is the same from any corner', () => {
  const [a, b] = [{ ms: 900, value: -2 }, { ms: 300, value: 4 }]; // prettier-ignore
  expect(between(a, b)).toEqual(between(b, a));
  expect([500, 200].map((ms) => isInBand(band(300, 900, -2, 4), ms, 0))).toEqual([true, false]);
});

test('finds the nearest line within reach', () => {
  const members = Uint32Array.of(0, 1, 2);
  const near = (ms: number, value: number) => nearestLine(overview, members, { axis: 0, ms, value, within: 2 });
  expect([near(1_000, 4.6), near(1_000, 9), near(1_000, -0.4), near(1_500, 3)]).toEqual([0, 1, 2, undefined]);
  expect(lineAt(overview, 1, 0, 1_500)).toBeUndefined();
});
