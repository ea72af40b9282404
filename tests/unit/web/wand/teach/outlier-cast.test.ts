import type { CastId, ModelInfo, Recognition, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { oddTake, oddWords } from '../../../../../apps/web/src/wand/teach/outlier-cast';
import { spell } from '../../console/fixtures.js';

const castId = 'cast-1' as CastId;
const [ember, tide] = [spell('Ember'), spell('Tide')];
const model: ModelInfo = {
  ...{ id: 'model-1', version: 2, kind: 'blend', threshold: 0.5, trainedOn: '40 casts of 4 people', accuracy: 0.9 },
  spells: ['ember', 'tide'] as SpellId[],
};
const heard = (id: string | null, ...probabilities: number[]): Recognition => ({
  ...{ modelId: 'model-1', spell: id as SpellId | null, probabilities },
});
const said = (recognition: Recognition | null, by: ModelInfo | null = model, taught: Spell = tide) => {
  const odd = oddTake(castId, taught, by, [ember, tide], recognition);
  return odd && oddWords(odd);
};

describe('a cast that was taught and kept', () => {
  test('is as the others where the model hears it so', () => {
    expect(said(heard('tide', 0.1, 0.9))).toBeUndefined();
  });

  test('is unlike them where another spell is clearly heard, and not where the model hardly leans', () => {
    expect(said(heard('ember', 0.9, 0.05))).toBe('The model recognized Ember. Was it Tide?');
    expect(said(heard('ember', 0.55, 0.4))).toBeUndefined();
  });

  test('is unlike them where it fizzles although the model knows the spell', () => {
    expect(said(heard(null, 0.3, 0.3))).toBe('That was unlike the other casts of Tide. Is that what you meant?');
  });

  test('is not judged by a model that does not know the spell, has met nobody, or is not the one that is awake', () => {
    expect(said(heard('ember', 0.9, 0.05), { ...model, spells: ['ember'] as SpellId[] })).toBeUndefined();
    expect(said(heard('ember', 0.9, 0.05), { ...model, accuracy: null })).toBeUndefined();
    expect(said(heard('ember', 0.9, 0.05), { ...model, id: 'model-2' })).toBeUndefined();
    expect(said(heard('ember', 0.9, 0.05), null)).toBeUndefined();
    expect(said(null)).toBeUndefined();
  });
});
