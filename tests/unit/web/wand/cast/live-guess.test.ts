import { starterSpellbook } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { likelySpell, livePredictions } from '../../../../../apps/web/src/wand/cast/live-guess';

const guess = (...probabilities: number[]): string | undefined =>
  likelySpell(starterSpellbook.map((spell, i) => ({ spell, probability: probabilities[i] ?? 0 })))?.name;

test('a spell is named during a cast from a probability of 40 % on', () => {
  expect(guess(0.1, 0.41, 0.2)).toBe('Tide');
  expect(guess(0.25, 0.2, 0.2, 0.2, 0.15)).toBeUndefined();
  expect(guess(0.39, 0.3, 0.3)).toBeUndefined();
});

test('no spell is named while “none of these” is likelier', () => {
  expect(guess(0.45)).toBeUndefined();
});

test('predictions are 0 before the first, and missing without a model', () => {
  const spells = starterSpellbook;
  const model = { id: 'm', version: 1, kind: 'cnn', threshold: 0.5, trainedOn: '', accuracy: null } as const;
  const shown = livePredictions({ model: { ...model, spells: spells.map(({ id }) => id) }, spells }, []);
  expect(shown.map(({ probability }) => probability)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(livePredictions({ model: null, spells }, [])).toEqual([]);
});
