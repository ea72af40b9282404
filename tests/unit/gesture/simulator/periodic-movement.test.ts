import {
  holdRotation,
  movementOf,
  parseGlyph,
  periodicKinds,
  periodicity,
  seeded,
  simulateCast,
  simulatePeriodic,
  simulatePeriodicPerson,
  simulatePerson,
  STEPS,
  type PeriodicKind,
  type Signal,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const upright = holdRotation('upright', seeded(1));

function castsOf(kind: PeriodicKind, people: number): Signal[] {
  const random = seeded(7);
  return Array.from({ length: people }, () =>
    simulatePeriodic(kind, simulatePeriodicPerson(random), holdRotation('random', random), random),
  );
}

/** Energy along each axis of the person, and of the turn about it, summed over all casts; shares of the sum. */
function sharesOf(signals: readonly Signal[], sensor: 'acceleration' | 'rotation'): number[] {
  const sums = [0, 0, 0];
  for (const signal of signals)
    movementOf(signal)[sensor]?.forEach((value, i) => {
      const axis = Math.floor(i / STEPS);
      sums[axis] = (sums[axis] ?? 0) + value ** 2;
    });
  const all = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((value) => value / all);
}

describe('a periodic movement', () => {
  test.each(periodicKinds)('%s repeats its cycle, with all sensors', (kind) => {
    const casts = castsOf(kind, 20);
    for (const { t, linear, gravity, rotation } of casts) {
      expect(t.at(-1)).toBeGreaterThan(1_100);
      for (const axes of [linear, gravity, rotation])
        for (const values of [axes?.x, axes?.y, axes?.z]) expect(values?.every(Number.isFinite)).toBe(true);
    }
    const values = casts.map(periodicity).sort((a, b) => a - b);
    expect(values[10]).toBeGreaterThan(0.5);
  });

  test('goes in its direction, whatever the hold', () => {
    expect(sharesOf(castsOf('shakeUpright', 30), 'acceleration')[1]).toBeGreaterThan(0.6);
    expect(sharesOf(castsOf('shakeSideways', 30), 'acceleration')[0]).toBeGreaterThan(0.6);
    expect(sharesOf(castsOf('tilt', 30), 'rotation')[2]).toBeGreaterThan(0.4);
  });

  test('begins anywhere in its cycle, and is reproducible by seed', () => {
    const person = simulatePeriodicPerson(seeded(1));
    const cast = (seed: number): Signal => simulatePeriodic('circleClockwise', person, upright, seeded(seed));
    expect(cast(2)).toEqual(cast(2));
    const starts = Array.from({ length: 40 }, (_, seed) => {
      const { linear } = cast(seed);
      return Math.atan2(linear?.y[30] ?? 0, linear?.x[30] ?? 0);
    });
    for (const [from, to] of [
      [-3.2, -1.6],
      [-1.6, 0],
      [0, 1.6],
      [1.6, 3.2],
    ] as const)
      // prettier-ignore
      expect(starts.some((angle) => angle >= from && angle < to)).toBe(true);
  });
});

test('a drawing is not periodic', () => {
  const glyph = parseGlyph('M10 10 L90 10 L10 90 L90 90');
  const random = seeded(5);
  const values = Array.from({ length: 20 }, () =>
    periodicity(simulateCast(glyph, simulatePerson(random), random, { gravity: true })),
  ).sort((a, b) => a - b);
  expect(values[10]).toBeLessThan(0.5);
});

test('a motionless phone and an empty recording are not periodic', () => {
  const still = { x: new Float32Array(50), y: new Float32Array(50), z: new Float32Array(50) };
  expect(periodicity({ t: Float32Array.from({ length: 50 }, (_, i) => 20 * i), linear: still })).toBe(0);
  expect(periodicity({ t: new Float32Array(), linear: still })).toBe(0);
});
