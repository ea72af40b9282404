import { DtwClassifier, dtw, envelopeOf, lowerBound, dtwSeriesOf } from '@wandcast/recognition';
import { STEPS, type Signal } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { wandering } from '../fixtures/random-signals.js';

const series = Array.from({ length: 12 }, (_, i) => dtwSeriesOf(wandering(i + 1)));
const viewSets = series.flatMap((a, i) => series.slice(i + 1).map((b) => [a, b] as const));

/** The definition, by memoized recursion. */
function plainDtw(a: Float64Array, b: Float64Array): number {
  const memory = new Map<number, number>();
  const at = (i: number, j: number): number => {
    if (i === -1 && j === -1) return 0;
    if (i < 0 || j < 0 || Math.abs(i - j) > Math.floor(STEPS / 10)) return Infinity;
    const key = i * STEPS + j;
    const known = memory.get(key);
    if (known !== undefined) return known;
    const cost = [0, 1, 2].reduce((sum, axis) => sum + ((a[3 * i + axis] ?? 0) - (b[3 * j + axis] ?? 0)) ** 2, 0);
    const value = cost + Math.min(at(i - 1, j - 1), at(i - 1, j), at(i, j - 1));
    memory.set(key, value);
    return value;
  };
  return at(STEPS - 1, STEPS - 1);
}

describe('dynamic time warping', () => {
  test('matches its definition', () => {
    for (const [a, b] of viewSets) expect(dtw(a, b)).toBeCloseTo(plainDtw(a, b), 8);
  });

  test('is zero from a cast to itself, and symmetric', () => {
    for (const [a, b] of viewSets) {
      expect(dtw(a, a)).toBe(0);
      expect(dtw(a, b)).toBeCloseTo(dtw(b, a), 8);
    }
  });

  test('is never below the cheap bound', () => {
    for (const [a, b] of viewSets) expect(lowerBound(envelopeOf(a), b)).toBeLessThanOrEqual(dtw(a, b) + 1e-9);
  });

  test('stops early only at or beyond the limit', () => {
    for (const [a, b] of viewSets) {
      const distance = dtw(a, b);
      expect(dtw(a, b, distance * 1.001)).toBeCloseTo(distance, 8);
      expect(dtw(a, b, distance * 0.5)).toBeGreaterThanOrEqual(distance * 0.5);
    }
  });
});

describe('DtwClassifier', () => {
  const known = Array.from({ length: 8 }, (_, i) => ({
    signal: wandering(i + 1),
    label: `spell ${i + 1}`,
    user: 'ada',
  }));
  const nearest = new DtwClassifier(known);

  /** The same movement, harder, and faster in its second half. */
  function varied({ t, linear }: Signal): Signal {
    const harder = (values: Float32Array | undefined) => (values ?? new Float32Array(0)).map((value) => 2.5 * value);
    const middle = (t[t.length - 1] ?? 0) / 2;
    return {
      t: t.map((time) => (time < middle ? time : middle + 0.85 * (time - middle))),
      linear: { x: harder(linear?.x), y: harder(linear?.y), z: harder(linear?.z) },
    };
  }

  test('finds the nearest cast if it is cast harder and unevenly', () => {
    for (const { signal, label } of known) expect(nearest.label(varied(signal))).toBe(label);
  });

  test('returns undefined without training casts', () => {
    expect(new DtwClassifier([]).label(wandering(1))).toBeUndefined();
  });
});
