import {
  channels,
  motionOf,
  parseGlyph,
  pitchAlign,
  prepare,
  rotation,
  seeded,
  simulateCast,
  simulatePerson,
} from '@wandcast/gesture';
import { starterSpellbook, type Axes, type Signal } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { distance, recorded } from '../fixtures/synthetic-gestures.js';

const GRAVITY = 9.81;

test('the phone’s own estimate is used unchanged', () => {
  const { t, linear } = recorded();
  const gravity = { x: t.map(() => 1), y: t.map(() => GRAVITY), z: t.map(() => 2) };
  expect(motionOf({ t, ...(linear && { linear }), gravity })).toBe(linear);
});

test('a signal without acceleration has no motion', () => {
  const { x } = motionOf({ t: Float32Array.of(0, 10, 20) });
  expect([...x]).toEqual([0, 0, 0]);
});

test('gravity alone is no motion at any tilt', () => {
  const t = Float32Array.from({ length: 200 }, (_, i) => 10 * i);
  const gravity = { x: t.map(() => 3), y: t.map(() => -5), z: t.map(() => 7.8) };
  const rotation = { x: t.map(() => 0), y: t.map(() => 0), z: t.map(() => 0) };
  for (const signal of [
    { t, gravity },
    { t, gravity, rotation },
  ])
    for (const values of Object.values(motionOf(signal)) as Float32Array[])
      expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-4);
});

test('casts with gravity but without a gyroscope stay recognizable', () => {
  const random = seeded(7);
  const features = (signal: Signal): Float32Array => channels(pitchAlign(prepare(signal)));
  let [own, others, pairs] = [0, 0, 0];
  for (let k = 0; k < 20; k++) {
    const person = simulatePerson(random);
    const casts = starterSpellbook.map(({ glyph }) =>
      simulateCast(parseGlyph(glyph ?? ''), person, random, { gravity: true }),
    );
    const clean = casts.map(({ t, linear }) => features({ t, ...(linear && { linear }) }));
    const heavy = casts.map(({ t, gravity }) => features({ t, ...(gravity && { gravity }) }));
    heavy.forEach((a, i) => {
      clean.forEach((b, j) => {
        if (i === j) own += distance(a, b) / heavy.length;
        else others += distance(a, b) / heavy.length / (heavy.length - 1);
      });
    });
    pairs++;
  }
  expect(own / pairs).toBeLessThan(0.6 * (others / pairs));
});

/** A hand that moves while the phone turns by 140 degrees: its readings, and its acceleration without gravity. */
function turningPhone(): { signal: Signal; truth: Axes } {
  const { t, linear } = recorded({ restMs: 0 });
  if (linear === undefined) throw new Error('a recording has motion');
  const centered = (values: Float32Array): Float32Array => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const room = { x: centered(linear.x), y: centered(linear.y), z: centered(linear.z) };
  const rate = [80, -60, 50] as const; // degrees/s about the phone's axes
  const end = (t[t.length - 1] ?? 0) / 1000;
  const empty = (): Axes => ({ x: t.map(() => 0), y: t.map(() => 0), z: t.map(() => 0) });
  const [truth, gravity] = [empty(), empty()];
  for (let i = 0; i < t.length; i++) {
    const seconds = (t[i] ?? 0) / 1000;
    const [a, b, c] = rate.map((degrees) => (-degrees * seconds * Math.PI) / 180) as [number, number, number];
    const turned = rotation(a, b, c); // converts vectors from the axes at the start to the current axes
    (['x', 'y', 'z'] as const).forEach((axis, row) => {
      const [p, q, r] = turned[row] ?? [NaN, NaN, NaN];
      truth[axis][i] = p * (room.x[i] ?? NaN) + q * (room.y[i] ?? NaN) + r * (room.z[i] ?? NaN);
      gravity[axis][i] = (truth[axis][i] ?? NaN) + GRAVITY * (q * Math.cos(0.4) + r * Math.sin(0.4));
    });
  }
  expect(end).toBeGreaterThan(1);
  const [x, y, z] = rate.map((degrees) => t.map(() => degrees)) as [Float32Array, Float32Array, Float32Array];
  return { signal: { t, gravity, rotation: { x, y, z } }, truth };
}

test('with a gyroscope, gravity is tracked while the wrist turns', () => {
  const { signal, truth } = turningPhone();
  const motion = motionOf(signal);
  for (const axis of ['x', 'y', 'z'] as const) expect(distance(motion[axis], truth[axis])).toBeLessThan(0.01);
  const { t, gravity } = signal;
  const withoutGyroscope = motionOf({ t, ...(gravity && { gravity }) });
  expect(distance(withoutGyroscope.y, truth.y)).toBeGreaterThan(0.5);
});
