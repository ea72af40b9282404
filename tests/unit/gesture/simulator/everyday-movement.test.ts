import { EVERYDAY, everydayKinds, magnitude, movementOf, qualityOf, seeded, simulateEveryday } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

describe.each(everydayKinds)('%s', (kind) => {
  const signals = Array.from({ length: 12 }, (_, i) => simulateEveryday(kind, EVERYDAY, seeded(i)));

  test('has all channels of a phone that moves, at its rates', () => {
    for (const signal of signals) {
      const { still, rateHz, durationMs } = qualityOf(signal);
      expect(still).toBe(false);
      expect(rateHz).toBeGreaterThanOrEqual(0.95 * EVERYDAY.rateHz[0]);
      expect(rateHz).toBeLessThanOrEqual(1.1 * EVERYDAY.rateHz[1]);
      expect(durationMs).toBeGreaterThan(300);
      for (const axes of [signal.linear, signal.gravity, signal.rotation])
        for (const values of [axes?.x, axes?.y, axes?.z]) {
          expect(values).toHaveLength(signal.t.length);
          expect(values?.every(Number.isFinite)).toBe(true);
        }
      expect(movementOf(signal).acceleration.every(Number.isFinite)).toBe(true);
    }
  });

  test('is the same for the same seed, and another for another', () => {
    expect(simulateEveryday(kind, EVERYDAY, seeded(1))).toEqual(signals[1]);
    expect(signals[2]).not.toEqual(signals[1]);
  });
});

test('gravity stays 9.81 m/s^2 while a phone turns, and a falling phone feels none of it', () => {
  for (const kind of ['walk', 'pocket', 'drop'] as const) {
    const { t, linear, gravity } = simulateEveryday(kind, EVERYDAY, seeded(4));
    const pull = (axis: 'x' | 'y' | 'z'): Float32Array =>
      t.map((_, i) => (gravity?.[axis][i] ?? NaN) - (linear?.[axis][i] ?? NaN));
    const strengths = magnitude({ x: pull('x'), y: pull('y'), z: pull('z') });
    expect(strengths.every((value) => Math.abs(value - 9.81) < 1.2)).toBe(true);
  }
  const { gravity } = simulateEveryday('drop', EVERYDAY, seeded(4));
  expect(
    Math.min(...magnitude(gravity ?? { x: new Float32Array(), y: new Float32Array(), z: new Float32Array() })),
  ).toBeLessThan(1);
});
