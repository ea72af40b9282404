import { describe, expect, test } from 'vitest';
import { isAlive, sampleOf, type MotionReading } from '../../../../../apps/web/src/shared/sensor/motion-sample';

const full: MotionReading = {
  acceleration: { x: 1, y: 2, z: 3 },
  accelerationIncludingGravity: { x: 1, y: 2, z: 12.8 },
  rotationRate: { alpha: 10, beta: 20, gamma: 30 },
};

describe('sampleOf', () => {
  test('returns all channels, with rotation as x, y, z from alpha, beta, gamma', () => {
    expect(sampleOf(full, 16)).toEqual({ t: 16, linear: [1, 2, 3], gravity: [1, 2, 12.8], rotation: [10, 20, 30] });
  });

  test('omits channels that are null, as on a phone without a gyroscope', () => {
    const bare = { ...full, acceleration: null, rotationRate: { alpha: null, beta: null, gamma: null } };
    expect(sampleOf(bare, 0)).toEqual({ t: 0, gravity: [1, 2, 12.8] });
  });

  test('omits a channel with a missing axis', () => {
    expect(sampleOf({ ...full, acceleration: { x: 1, y: null, z: 3 } }, 0)).not.toHaveProperty('linear');
  });

  test('keeps readings of 0', () => {
    expect(sampleOf({ ...full, acceleration: { x: 0, y: 0, z: 0 } }, 0).linear).toEqual([0, 0, 0]);
  });

  test('yields a live sample if any reading is not 0; blocked sensors send only nulls or zeros', () => {
    const zero = { x: 0, y: 0, z: 0 };
    expect(isAlive(sampleOf({ acceleration: zero, accelerationIncludingGravity: zero, rotationRate: null }, 0))).toBe(
      false,
    );
    expect(isAlive(sampleOf({ acceleration: null, accelerationIncludingGravity: null, rotationRate: null }, 0))).toBe(
      false,
    );
    expect(isAlive(sampleOf({ ...full, acceleration: zero }, 0))).toBe(true);
  });
});
