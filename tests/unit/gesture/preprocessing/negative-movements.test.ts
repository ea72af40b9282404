import {
  STEPS,
  channels,
  movementOf,
  parseGlyph,
  reversed,
  reversedSignal,
  seeded,
  simulateCast,
  simulatePerson,
  rotatedSideways,
} from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { distance, recorded } from '../fixtures/synthetic-gestures.js';

const person = simulatePerson(seeded(3));
const signal = simulateCast(parseGlyph('M20 20 L80 20 L20 80 L80 80'), person, seeded(4));
const movement = movementOf(signal);

test('a movement reversed twice is the movement', () => {
  expect(reversed(reversed(movement))).toEqual(movement);
});

test('reversing keeps accelerations and negates rotation rates', () => {
  const back = reversed(movement);
  expect(back.acceleration[0]).toBe(movement.acceleration[STEPS - 1]);
  expect(back.rotation?.[0]).toBeCloseTo(-(movement.rotation?.[STEPS - 1] ?? NaN));
});

test('a recording reversed is prepared like the prepared one reversed', () => {
  const [one, other] = [movementOf(reversedSignal(signal)), reversed(movement)];
  expect(distance(one.acceleration, other.acceleration)).toBeLessThan(0.02);
  expect(distance(channels(one.acceleration), channels(movement.acceleration))).toBeGreaterThan(0.5);
  const { t } = reversedSignal(recorded());
  expect(t[0]).toBe(recorded().t[0]);
  expect(t.every((time, i) => i === 0 || time >= (t[i - 1] ?? 0))).toBe(true);
});

test('rotating sideways keeps the strength and changes the direction in the plane', () => {
  const random = seeded(1);
  for (let k = 0; k < 20; k++) {
    const aside = rotatedSideways(movement, random);
    expect(Math.hypot(...aside.acceleration)).toBeCloseTo(Math.hypot(...movement.acceleration), 2);
    expect(aside.acceleration.subarray(2 * STEPS)).toEqual(movement.acceleration.subarray(2 * STEPS));
    expect(distance(aside.acceleration, movement.acceleration)).toBeGreaterThan(0.4);
  }
});

test('a movement without rotation stays without', () => {
  const still = { acceleration: movement.acceleration, rotation: undefined };
  expect(reversed(still).rotation).toBeUndefined();
  expect(rotatedSideways(still, seeded(1)).rotation).toBeUndefined();
  expect('rotation' in reversedSignal({ t: signal.t })).toBe(false);
});
