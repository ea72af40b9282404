import { expect, test } from 'vitest';
import { FloodPauses } from '../../../../../apps/api/src/platform/limits/flood-pauses.js';

test('[M5] a pause is of one person, begins again with each flood, and ends', () => {
  let now = 0;
  const pauses = new FloodPauses(() => now);
  pauses.begin('wand moth');
  expect([pauses.has('wand moth'), pauses.has('wand owl')]).toEqual([true, false]);
  now = 1_500;
  pauses.begin('wand moth');
  now = 3_000;
  expect(pauses.has('wand moth')).toBe(true);
  now = 3_500;
  expect(pauses.has('wand moth')).toBe(false);
});

test('pauses that are over are forgotten, others are not', () => {
  let now = 0;
  const pauses = new FloodPauses(() => now);
  for (let n = 0; n < 1_000; n++) pauses.begin(`wand ${n}`);
  now = 1_000;
  pauses.begin('wand 0');
  now = 2_000;
  pauses.begin('wand moth');
  expect(pauses.size).toBe(2);
  expect(pauses.has('wand 0')).toBe(true);
});
