import {
  STEPS,
  gaussian,
  heldSignal,
  holdRotation,
  motionOf,
  movementOf,
  parseGlyph,
  randomRotation,
  reportsGravity,
  resample,
  seeded,
  simulatePerson,
  simulateTracedCast,
  starterSpellbook,
  trim,
  withoutRotation,
  type Movement,
  type Persona,
  type Signal,
  type TracedCast,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { distance } from '../fixtures/synthetic-gestures.js';

const castsOf = (change: Partial<Persona>): TracedCast[] =>
  starterSpellbook.flatMap(({ glyph }, k) =>
    Array.from({ length: 8 }, (_, i) => {
      const random = seeded(100 * k + i);
      const person = { ...simulatePerson(random), ...change };
      return simulateTracedCast(parseGlyph(glyph ?? ''), person, random, { gravity: true });
    }),
  );
const casts = castsOf({});

const rms = (values: Float32Array): number => distance(values, new Float32Array(values.length));

/** Difference of two movements as a share of their strength. */
const difference = (one: Movement, other: Movement): number =>
  distance(one.acceleration, other.acceleration) / rms(other.acceleration) +
  distance(one.rotation ?? new Float32Array(1), other.rotation ?? new Float32Array(1)) /
    Math.max(1, rms(other.rotation ?? new Float32Array(1)));

/** Product of the horizontal acceleration with the true one: negative if right and left are confused. */
function agreement({ acceleration }: Movement, { signal, path: { x } }: TracedCast): number {
  const truth = Float32Array.from(x, (value, i) => (x[i + 1] ?? value) - 2 * value + (x[i - 1] ?? value));
  const steps = new Float32Array(STEPS);
  resample(signal.t, truth, trim(signal.t, motionOf(signal)), STEPS, steps, 0);
  return steps.reduce((sum, value, i) => sum + value * (acceleration[i] ?? 0), 0);
}

/** A second of a hand that thrusts forward and returns, at 60 Hz. */
function thrust(): { t: Float32Array; z: Float32Array } {
  const t = Float32Array.from({ length: 60 }, (_, i) => (i * 1000) / 60);
  return { t, z: t.map((time) => -8 * Math.sin((2 * Math.PI * time) / 1000)) };
}

describe('a movement of a phone with gravity and a gyroscope', () => {
  test('is the same however the phone is held', () => {
    const random = seeded(3);
    const differences = casts.map(({ signal }) =>
      difference(movementOf(heldSignal(signal, randomRotation(random))), movementOf(signal)),
    );
    // Only the screen's direction, which hardly counts, depends on the hold.
    expect(differences.filter((share) => share > 0.25).length).toBeLessThan(0.06 * casts.length);
    expect(differences.sort((a, b) => a - b)[differences.length >> 1]).toBeLessThan(0.1);
  });

  test('goes to the right where the hand does, also with the screen away from the person', () => {
    const away = holdRotation('away', Math.random);
    for (const change of [(signal: Signal) => signal, (signal: Signal) => heldSignal(signal, away)]) {
      const wrong = casts.filter((cast) => agreement(movementOf(change(cast.signal)), cast) < 0);
      expect(wrong.length).toBeLessThanOrEqual(0.05 * casts.length);
    }
  });
});

test('without a gyroscope, the person is taken to face the screen, upright, sideways or flat', () => {
  const upright = castsOf({ pitch: 0 });
  for (const hold of ['upright', 'sideways', 'flat', '45'] as const) {
    const matrix = holdRotation(hold, Math.random);
    const wrong = upright.filter(
      (cast) => agreement(movementOf(heldSignal(withoutRotation(cast.signal), matrix)), cast) < 0,
    );
    expect(wrong.length, hold).toBeLessThanOrEqual(0.1 * casts.length);
  }
});

test('a phone that only shifts and never turns faces its owner, though its gyroscope is noisy', () => {
  const random = seeded(5);
  for (const { signal } of casts.slice(0, 10)) {
    const noise = (): Float32Array => signal.t.map(() => random() - 0.5);
    const still = { ...signal, rotation: { x: noise(), y: noise(), z: noise() } };
    const { acceleration } = movementOf(still);
    const faced = movementOf(withoutRotation(still)).acceleration;
    let [along, all] = [0, 0];
    for (let i = 0; i < STEPS; i++) {
      along += (acceleration[i] ?? 0) * (faced[i] ?? 0);
      all += (faced[i] ?? 0) ** 2;
    }
    expect(along / all).toBeGreaterThan(0.5);
  }
});

test('a forward thrust goes forward, though the pitch of the hand trembles', () => {
  const random = seeded(6);
  for (let i = 0; i < 20; i++) {
    const { t, z } = thrust();
    const noise = (sd: number): Float32Array => t.map(() => sd * gaussian(random));
    const linear = { x: noise(0.12), y: noise(0.12), z };
    const gravity = { x: linear.x, y: linear.y.map((value) => value + 9.81), z };
    const { acceleration } = movementOf({
      t,
      linear,
      gravity,
      rotation: { x: noise(5), y: noise(0.5), z: noise(0.5) },
    });
    const steps = new Float32Array(STEPS);
    resample(t, z, trim(t, linear), STEPS, steps, 0);
    const along = steps.reduce((sum, value, k) => sum + value * (acceleration[k + 2 * STEPS] ?? 0), 0);
    expect(along / (STEPS * rms(steps) ** 2)).toBeGreaterThan(0.9);
  }
});

describe('a phone whose sensors report less than they claim', () => {
  const signal: Signal = casts[0]?.signal ?? { t: new Float32Array() };
  const zeros = { x: signal.t.map(() => 0), y: signal.t.map(() => 0), z: signal.t.map(() => 0) };

  test('has no vertical if its gravity contains none', () => {
    const { gravity, ...others } = signal;
    expect([gravity && reportsGravity(signal), reportsGravity(others)]).toEqual([true, false]);
    const pretending = { ...signal, gravity: motionOf(signal) };
    expect(reportsGravity(pretending)).toBe(false);
    expect(movementOf(pretending)).toEqual(movementOf(others));
  });

  test('is followed by gravity if its gyroscope reports nothing but zeros', () => {
    const { acceleration } = movementOf({ ...signal, rotation: zeros });
    expect(distance(acceleration, movementOf(withoutRotation(signal)).acceleration)).toBeLessThan(1e-3);
  });
});

test('without gravity, a movement stays in the axes of the phone', () => {
  const cast = casts[0]?.signal ?? { t: new Float32Array() };
  const { gravity, ...others } = cast;
  expect(gravity).toBeDefined();
  const matrix = holdRotation('sideways', Math.random);
  const [upright, sideways] = [movementOf(others), movementOf(heldSignal(others, matrix))];
  for (let i = 0; i < STEPS; i++)
    expect(sideways.acceleration[i]).toBeCloseTo(upright.acceleration[STEPS + i] ?? NaN, 3);
});

test('a cast without samples has a movement of zeros', () => {
  const none = new Float32Array();
  const axes = { x: none, y: none, z: none };
  const { acceleration } = movementOf({ t: none, gravity: axes, rotation: axes });
  expect(rms(acceleration)).toBe(0);
});
