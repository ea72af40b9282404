import { expect, test } from 'vitest';
import { FairShare } from '../../../../../apps/api/src/platform/limits/fair-share.js';

test('a few keys work at their full rate; more share it, until some have not worked for a while', () => {
  const shares = new FairShare(2, 1_000);
  expect(shares.of('a', 0)).toBe(1);
  expect(shares.of('b', 100)).toBe(1);
  expect(shares.of('c', 200)).toBeCloseTo(2 / 3);
  expect(shares.of('d', 300)).toBe(0.5);
  expect(shares.of('d', 900)).toBe(0.5);
  expect(shares.of('d', 1_000)).toBeCloseTo(2 / 3); // a is over
  expect(shares.of('d', 1_250)).toBe(1);
});
