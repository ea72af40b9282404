import {
  CNN_AUGMENT,
  STEPS,
  augment,
  channels,
  prepare,
  rotation,
  seeded,
  type AugmentRanges,
  type Random,
} from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { distance, recorded } from '../fixtures/synthetic-gestures.js';

const movement = { acceleration: prepare(recorded()), rotation: undefined };
const prepared = movement.acceleration;
const copyOf = (ranges: AugmentRanges, random: Random): Float32Array => augment(movement, ranges, random).acceleration;
const none = { rotationX: 0, rotationY: 0, rotationZ: 0, warp: 0, ends: 0, axisGain: 0, jitter: 0 };

test('zero ranges give an exact copy', () => {
  expect(distance(copyOf(none, seeded(1)), prepared)).toBeLessThan(1e-5);
});

test('copies differ from the cast and each other, and are reproducible by seed', () => {
  const copy = (seed: number): Float32Array => copyOf(CNN_AUGMENT, seeded(seed));
  expect(copy(1)).toEqual(copy(1));
  expect(distance(copy(1), copy(2))).toBeGreaterThan(0.3);
  expect(distance(copy(1), prepared)).toBeGreaterThan(0.3);
});

test('copies stay closer to their gesture than its reverse', () => {
  const backwards = prepared.map((_, i) => prepared[STEPS * Math.floor(i / STEPS) + (STEPS - 1 - (i % STEPS))] ?? NaN);
  const random = seeded(3);
  let nearer = 0;
  for (let k = 0; k < 200; k++) {
    const copy = channels(copyOf(CNN_AUGMENT, random));
    if (distance(copy, channels(prepared)) < distance(copy, channels(backwards))) nearer++;
  }
  expect(nearer).toBeGreaterThan(195);
});

test('rotation alone keeps lengths', () => {
  const turned = copyOf({ ...none, rotationX: 0.6, rotationY: 0.25, rotationZ: 0.12 }, seeded(4));
  expect(Math.hypot(...turned)).toBeCloseTo(Math.hypot(...prepared), 2);
  expect(distance(turned, prepared)).toBeGreaterThan(0.1);
});

test('a strong warp and wide ends still give finite numbers, and rest beyond the ends', () => {
  const random = seeded(5);
  for (let k = 0; k < 200; k++)
    expect(copyOf({ ...CNN_AUGMENT, warp: 2, ends: 0.5 }, random).every(Number.isFinite)).toBe(true);
  const early = copyOf({ ...none, ends: 0.5 }, () => 0); // starts half a cast early, ends half early
  expect(early.subarray(0, STEPS / 2 - 1).every((value) => value === 0)).toBe(true);
});

test('rotations follow the right-hand rule', () => {
  const [x, y] = rotation(0, 0, Math.PI / 2);
  expect(x[1]).toBeCloseTo(-1);
  expect(y[0]).toBeCloseTo(1);
  expect(rotation(0, 0, 0)).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

test('both sensors share rotation and warp', () => {
  const both = { acceleration: prepared, rotation: prepared };
  const copy = augment(both, { ...CNN_AUGMENT, axisGain: 0, jitter: 0 }, seeded(6));
  expect(copy.rotation).toEqual(copy.acceleration);
  expect(distance(copy.acceleration, prepared)).toBeGreaterThan(0.1);
});
