import {
  STEPS,
  channels,
  motionOf,
  parseGlyph,
  pitchAlign,
  prepare,
  qualityOf,
  seeded,
  shuffled,
  simulateCast,
  simulatePerson,
  simulateRoom,
  starterSpellbook,
  type Axes,
  type Persona,
  type Signal,
  type SimulatedCast,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { distance } from '../fixtures/synthetic-gestures.js';

/** Strokes unlike the starter glyphs. */
const letters = {
  I: 'M50 10 L50 90',
  T: 'M15 15 L85 15 L50 15 L50 90',
  O: 'M50 10 C20 10 10 35 10 50 C10 75 30 90 50 90 C75 90 90 70 90 50 C90 30 75 10 50 10',
  J: 'M65 10 L65 70 C65 90 35 95 25 75',
};
const starter = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
const room = simulateRoom({ ...starter, ...letters }, { people: 40, castsPerSpell: 200 }, seeded(1));
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN;
const signalsOf = ({ t, linear, gravity }: Signal): Float32Array[] =>
  [linear, gravity].flatMap((axes) => (axes ? [axes.x, axes.y, axes.z] : [])).concat(t);

describe('simulated casts', () => {
  test('are reproducible by seed', () => {
    const again = (seed: number): SimulatedCast[] =>
      simulateRoom(starter, { people: 3, castsPerSpell: 4 }, seeded(seed));
    expect(again(5)).toEqual(again(5));
    expect(again(5)[0]?.signal).not.toEqual(again(6)[0]?.signal);
  });

  test('contain only finite numbers in 2,000 casts', () => {
    expect(room).toHaveLength(2000);
    for (const { signal } of room)
      expect(
        signalsOf(signal).every((values) => values.length === signal.t.length && values.every(Number.isFinite)),
      ).toBe(true);
  });

  test('match people’s casts in duration, strength and sample rate', () => {
    const quality = room.map(({ signal }) => qualityOf(signal));
    const [durations, peaks] = [quality.map((q) => q.durationMs), quality.map((q) => q.peak)];
    for (const { rateHz } of quality) expect(rateHz).toBeCloseTo(94, -1);
    expect(quantile(durations, 0.005)).toBeGreaterThan(500);
    expect(quantile(durations, 0.995)).toBeLessThan(5000);
    expect(quantile(peaks, 0.5)).toBeGreaterThan(8);
    expect(quantile(peaks, 0.5)).toBeLessThan(22);
    expect(quantile(peaks, 0.01)).toBeGreaterThan(1.5);
    expect(quantile(peaks, 0.99)).toBeLessThan(100);
  });

  test('are distributed over the people in turn, however few casts there are', () => {
    const few = simulateRoom(starter, { people: 12, castsPerSpell: 2 }, seeded(2));
    expect(few.map(({ label }) => label)).toEqual(Object.keys(starter).flatMap((label) => [label, label]));
    expect(new Set(few.map(({ user }) => user)).size).toBe(12);
    expect(() => simulateRoom(starter, { people: 0, castsPerSpell: 1 }, seeded(2))).toThrow(RangeError);
  });

  test('let a classifier recognize new people; with shuffled labels it learns nothing', () => {
    const cases = (people: number, seed: number): { label: string; features: Float32Array }[] =>
      simulateRoom(starter, { people, castsPerSpell: 40 }, seeded(seed)).map(({ label, signal }) => {
        return { label, features: channels(pitchAlign(prepare(signal))) };
      });
    const [known, unseen] = [cases(20, 8), cases(20, 9)];
    const accuracy = (labels: readonly string[]): number => {
      const right = unseen.filter(({ label, features }) => {
        const distances = known.map((other) => distance(other.features, features));
        return labels[distances.indexOf(Math.min(...distances))] === label;
      });
      return right.length / unseen.length;
    };
    const labels = known.map(({ label }) => label);
    expect(accuracy(labels)).toBeGreaterThan(0.8);
    expect(accuracy(shuffled(labels, seeded(1)))).toBeLessThan(0.3);
  });
});

describe('a simulated hand', () => {
  const upright: Persona = {
    ...simulatePerson(seeded(1)),
    ...{
      pitch: 0,
      yaw: 0,
      roll: 0,
      logAspect: 0,
      slant: 0,
      turn: 0,
      size: 0.4,
      swing: 0,
      wristX: 0,
      wristY: 0,
      wristRoll: 0,
    },
    ...{ duration: 1.3, rounding: 0.05, restlessness: 0 },
  };
  /** Mean of a prepared axis over many casts: averages out the variation between casts. */
  const mean = (d: string, person: Persona, axis: 0 | 1 | 2): Float32Array => {
    const random = seeded(3);
    const sum = new Float32Array(STEPS);
    for (let k = 0; k < 60; k++)
      prepare(simulateCast(parseGlyph(d), person, random))
        .subarray(axis * STEPS, (axis + 1) * STEPS)
        .forEach((value, i) => {
          sum[i] = (sum[i] ?? NaN) + value / 60;
        });
    return sum;
  };
  const total = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);

  test('accelerates along the stroke, then decelerates: right is +x, up is +y', () => {
    const right = mean('M10 50 L90 50', upright, 0);
    expect(total(right.subarray(0, STEPS / 2))).toBeGreaterThan(10);
    expect(total(right.subarray(STEPS / 2))).toBeLessThan(-10);
    const down = mean('M50 10 L50 90', upright, 1);
    expect(total(down.subarray(0, STEPS / 2))).toBeLessThan(-10);
    expect(total(down.subarray(STEPS / 2))).toBeGreaterThan(10);
  });

  test.each(['curvature', 'strokes'] as const)('slows down at a corner (timing by %s)', (timing) => {
    const random = seeded(4);
    const calm = { ...upright, timing };
    let [cornering, cruising] = [0, 0];
    for (let k = 0; k < 60; k++) {
      const { t, linear } = simulateCast(parseGlyph('M10 10 L90 10 L90 90'), calm, random);
      if (linear === undefined) throw new Error('a cast has motion');
      let [vx, vy, height, width, fastest] = [0, 0, 0, 0, 0];
      const path = Array.from(linear.x, (x, i) => {
        const dt = ((t[i] ?? 0) - (t[i - 1] ?? 0)) / 1000;
        vx += x * dt;
        vy += (linear.y[i] ?? 0) * dt;
        width += vx * dt;
        height += vy * dt;
        fastest = Math.max(fastest, Math.hypot(vx, vy));
        return { width, height, speed: Math.hypot(vx, vy) };
      });
      const corner = path.reduce((best, at) => (at.width + at.height > best.width + best.height ? at : best)); // top right
      cornering += corner.speed / 60;
      cruising += fastest / 60;
    }
    expect(cornering).toBeLessThan(0.6 * cruising);
  });

  test('a flat phone reads on z what an upright one reads on y', () => {
    const flat = mean('M50 90 L50 10', { ...upright, pitch: Math.PI / 2 }, 2);
    const high = mean('M50 90 L50 10', upright, 1);
    expect(distance(flat, high)).toBeLessThan(0.2 * Math.max(...high));
  });

  test('gravity, on request, is 9.81 m/s^2 along the phone’s upward direction', () => {
    const lean = { ...upright, pitch: Math.PI / 6 };
    const { linear, gravity } = simulateCast(parseGlyph('M10 50 L90 50'), lean, seeded(5), { gravity: true });
    if (linear === undefined || gravity === undefined) throw new Error('a channel is missing');
    for (let i = 0; i < linear.x.length; i += 10) {
      const [x, y, z] = (['x', 'y', 'z'] as const).map((axis) => (gravity[axis][i] ?? NaN) - (linear[axis][i] ?? NaN));
      expect(Math.hypot(x ?? NaN, y ?? NaN, z ?? NaN)).toBeCloseTo(9.81, 2);
      expect(y).toBeGreaterThan(0.6 * 9.81);
      expect(z).toBeGreaterThan(0);
    }
    expect(simulateCast(parseGlyph('M10 50 L90 50'), lean, seeded(5)).gravity).toBeUndefined();
    expect(motionOf({ t: new Float32Array(linear.x.length), linear })).toBe(linear);
  });
});

test('the rotation rate of a simulated phone matches the change of its gravity', () => {
  const random = seeded(3);
  const glyph = parseGlyph(letters.J);
  let [products, squares] = [0, 0];
  for (let i = 0; i < 20; i++) {
    const { t, linear, gravity, rotation } = simulateCast(glyph, simulatePerson(random), random, { gravity: true });
    if (!linear || !gravity || !rotation) throw new Error('a sensor is missing');
    const at = ({ x, y, z }: Axes, k: number): [number, number, number] => [x[k] ?? NaN, y[k] ?? NaN, z[k] ?? NaN];
    const down = (k: number): number[] => at(gravity, k).map((value, axis) => value - (at(linear, k)[axis] ?? NaN));
    for (let k = 1; k + 1 < t.length; k++) {
      const seconds = ((t[k + 1] ?? NaN) - (t[k - 1] ?? NaN)) / 1000;
      const change = down(k + 1).map((value, axis) => (value - (down(k - 1)[axis] ?? NaN)) / seconds);
      const [gx = NaN, gy = NaN, gz = NaN] = down(k);
      const [wx, wy, wz] = at(rotation, k).map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
      const expected = [gy * wz - gz * wy, gz * wx - gx * wz, gx * wy - gy * wx]; // gravity x rotation rate
      change.forEach((value, axis) => {
        products += value * (expected[axis] ?? NaN);
        squares += value * value;
      });
    }
  }
  expect(products / squares).toBeCloseTo(1, 1); // the gyroscope's noise averages out
});
