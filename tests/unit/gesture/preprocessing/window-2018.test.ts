import { STEPS_2018, window2018, type Signal } from '@wandcast/gesture';
import { expect, test } from 'vitest';

/** x is the time in s, y its negative, z constant. */
const ramp = (durationMs: number, stepMs: number): Signal => {
  const t = Float32Array.from({ length: Math.round(durationMs / stepMs) + 1 }, (_, i) => i * stepMs);
  return { t, linear: { x: t.map((time) => time / 1000), y: t.map((time) => -time / 1000), z: t.map(() => 2.9) } };
};
const row = (window: Float32Array, i: number): number[] => [...window.subarray(3 * i, 3 * i + 3)];

test('a cast of 1 s is its 21 polls at 20 Hz behind 39 rows of zeros', () => {
  const window = window2018(ramp(1000, 10));
  expect(window).toHaveLength(3 * STEPS_2018);
  expect(window.subarray(0, 39 * 3).every((value) => value === 0)).toBe(true);
  expect(row(window, 39)).toEqual([0, -0, Math.fround(2.9)]);
  expect(row(window, 49)[0]).toBeCloseTo(0.5);
  expect(row(window, 59)[0]).toBeCloseTo(1);
  expect(row(window, 59)[1]).toBeCloseTo(-1);
});

test('a longer cast keeps its last 3 s', () => {
  const window = window2018(ramp(5000, 10));
  expect(row(window, 59)[0]).toBeCloseTo(5);
  expect(row(window, 0)[0]).toBeCloseTo(2.05);
});

test('values can be truncated to integers, as the talk did by accident', () => {
  const window = window2018(ramp(2900, 10), { toIntegers: true });
  expect(window.every(Number.isInteger)).toBe(true);
  expect(row(window, 59)).toEqual([2, -2, 2]);
});

test('an empty cast is a window of zeros', () => {
  expect(window2018({ t: new Float32Array() }).every((value) => value === 0)).toBe(true);
});
