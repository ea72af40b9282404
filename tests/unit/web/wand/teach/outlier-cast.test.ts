import type { CastId, ModelInfo, Recognition, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { outlierCast, outlierText } from '../../../../../apps/web/src/wand/teach/outlier-cast';
import { spell } from '../../console/fixtures.js';

const castId = 'cast-1' as CastId;
const [ember, tide] = [spell('Ember'), spell('Tide')];
const model: ModelInfo = {
  ...{ id: 'model-1', version: 2, kind: 'blend', threshold: 0.5, trainedOn: '40 casts of 4 people', accuracy: 0.9 },
  spells: ['ember', 'tide'] as SpellId[],
};
const recognition = (id: string | null, ...probabilities: number[]): Recognition => ({
  ...{ modelId: 'model-1', spell: id as SpellId | null, probabilities },
});
const textFor = (recognition: Recognition | null, by: ModelInfo | null = model, taught: Spell = tide) => {
  const outlier = outlierCast(castId, taught, by, [ember, tide], recognition);
  return outlier && outlierText(outlier);
};

describe('a taught cast', () => {
  test('is no outlier if the model recognizes its spell', () => {
    expect(textFor(recognition('tide', 0.1, 0.9))).toBeUndefined();
  });

  test('is an outlier if the model clearly recognizes another spell, not if the difference is small', () => {
    expect(textFor(recognition('ember', 0.9, 0.05))).toBe('The model recognized Ember. Was it Tide?');
    expect(textFor(recognition('ember', 0.55, 0.4))).toBeUndefined();
  });

  test('is an outlier if it fizzles although the model knows the spell', () => {
    expect(textFor(recognition(null, 0.3, 0.3))).toBe(
      'That was unlike the other casts of Tide. Is that what you meant?',
    );
  });

  test('is not checked by a model that does not know the spell, was not tested on people, or is not active', () => {
    expect(textFor(recognition('ember', 0.9, 0.05), { ...model, spells: ['ember'] as SpellId[] })).toBeUndefined();
    expect(textFor(recognition('ember', 0.9, 0.05), { ...model, accuracy: null })).toBeUndefined();
    expect(textFor(recognition('ember', 0.9, 0.05), { ...model, id: 'model-2' })).toBeUndefined();
    expect(textFor(recognition('ember', 0.9, 0.05), null)).toBeUndefined();
    expect(textFor(null)).toBeUndefined();
  });
});
