import { starterSpellbook } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { thresholdOf } from '../../../../libs/recognition/src/training/pack-model.js';

const spells = starterSpellbook.slice(0, 2).map(({ id }) => id);
const [first = '', second = ''] = spells;
const cast = (label: string) => ({ label, user: 'anna', signal: { t: new Float32Array() } });
const heldOut = (confidence: number) =>
  Array.from({ length: 50 }, () => ({ probabilities: [confidence, 0.01], spell: 0 }));
const negatives = Array.from({ length: 50 }, (_, i) => (i < 10 ? 0.8 : 0.1));

test('held-out people choose the threshold of a book whose every spell was cast', () => {
  const data = { casts: [cast(first), cast(second)] };
  expect(thresholdOf(heldOut(0.87), negatives, data, spells)).toBe(0.87);
  expect(thresholdOf(heldOut(0.6), negatives, data, spells)).toBe(0.6);
});

test('they only lower the one that negatives choose if a spell was never cast', () => {
  const data = { casts: [cast(first)] };
  expect(thresholdOf(heldOut(0.87), negatives, data, spells)).toBe(0.8);
  expect(thresholdOf(heldOut(0.6), negatives, data, spells)).toBe(0.6);
  expect(thresholdOf(heldOut(0.87), [], data, spells)).toBe(0.87);
});

test('negatives choose that of glyphs alone, and nothing that of a few people', () => {
  expect(thresholdOf([], negatives, { casts: [] }, spells)).toBe(0.8);
  expect(thresholdOf([], negatives, { casts: [cast(first)] }, spells)).toBe(0.5);
  expect(thresholdOf([], [], { casts: [] }, spells)).toBe(0.5);
});
