import type { Axes } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { gravityLike } from '../../../../libs/recognition/src/recognizer/gravity-share.js';

const zeros = new Float32Array(3);
const linear: Axes = { x: zeros, y: zeros, z: zeros };
const gravity: Axes = { ...linear, y: zeros.map(() => 9.81) };
const cast = (hasGravity: boolean) => ({
  signal: { t: Float32Array.of(0, 16, 32), linear, ...(hasGravity && { gravity }) },
  label: 'tide',
  user: '1',
});
const shareOf = (reports: (cast: number) => boolean): number =>
  Array.from({ length: 200 }, (_, i) => reports(i)).filter(Boolean).length / 200;

test('simulated phones report gravity as often as the recorded ones', () => {
  expect(shareOf(gravityLike([cast(true), cast(true)]))).toBe(1);
  expect(shareOf(gravityLike([cast(false)]))).toBe(0);
  expect(shareOf(gravityLike([{ ...cast(true), signal: { ...cast(true).signal, gravity: linear } }]))).toBe(0);
  expect(shareOf(gravityLike([cast(true), cast(false), cast(false), cast(false)]))).toBeCloseTo(0.25, 1);
});

test('without recorded casts, most do and some do not', () => {
  const share = shareOf(gravityLike([]));
  expect(share).toBeGreaterThan(0.5);
  expect(share).toBeLessThan(0.9);
});
