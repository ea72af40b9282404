import { qualityOf } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { recorded } from '../fixtures/synthetic-gestures.js';

test('a recording is described by its rate, its longest gap, its duration and its peak', () => {
  const t = Float32Array.of(5, 15, 25, 65, 105);
  const linear = { x: Float32Array.of(0, 3, 0, 0, 0), y: Float32Array.of(0, 4, 0, 0, -2), z: new Float32Array(5) };
  expect(qualityOf({ t, linear })).toEqual({ rateHz: 40, maxGapMs: 40, durationMs: 100, peak: 5, still: false });
});

test('a hand that does not move is still, with or without gravity in the readings', () => {
  expect(qualityOf(recorded({ gain: 0.05 })).still).toBe(true);
  expect(qualityOf(recorded({ gain: 0.5 })).still).toBe(false);
  const { t } = recorded();
  const gravity = { x: t.map(() => 0.1), y: t.map((_, i) => 9.7 + 0.01 * (i % 3)), z: t.map(() => 1) };
  expect(qualityOf({ t, gravity }).still).toBe(true);
});

test('an empty recording has no rate and no peak', () => {
  expect(qualityOf({ t: new Float32Array() })).toEqual({ rateHz: 0, maxGapMs: 0, durationMs: 0, peak: 0, still: true });
});
