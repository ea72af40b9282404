import type { ModelInfo, Recognition, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { outcomeOf, type CastOutcome } from '../../../../../apps/web/src/wand/feedback/cast-outcome';
import {
  fizzleText,
  fizzleTitle,
  nextPredictionText,
  spokenOutcome,
  confidenceText,
} from '../../../../../apps/web/src/wand/feedback/cast-outcome-text';

const spell = (name: string): Spell => ({
  id: name.toLowerCase() as SpellId,
  name,
  hue: 'tide',
  glyph: null,
  hint: '',
});
const book = [spell('Ember'), spell('Tide'), spell('Gale')];
const model: ModelInfo = {
  id: 'model-1',
  version: 1,
  kind: 'cnn',
  spells: ['tide', 'gale', 'ember'] as SpellId[], // not the book's order
  threshold: 0.6,
  trainedOn: '',
  accuracy: null,
};
const recognition = (name: string | null, ...probabilities: number[]): Recognition => ({
  modelId: 'model-1',
  spell: name as SpellId | null,
  probabilities,
});

/** All texts about an outcome, shown and spoken. */
const textsOf = (outcome: CastOutcome) => ({
  kind: outcome.kind,
  spoken: spokenOutcome(outcome),
  ...(outcome.kind === 'recognized' && { sure: confidenceText(outcome), next: nextPredictionText(outcome) }),
  ...(outcome.kind === 'fizzled' && { title: fizzleTitle(outcome), between: fizzleText(outcome) }),
});

describe('the outcome of a cast', () => {
  test('[R2] has the name, the confidence and the next guess, read in the order of the model', () => {
    const outcome = outcomeOf(model, book, recognition('tide', 0.93, 0.04, 0.03));
    expect(textsOf(outcome)).toEqual({
      kind: 'recognized',
      sure: '93% sure.',
      next: 'Next guess: Gale, 4%',
      spoken: 'Tide. 93% sure.',
    });
  });

  test('has no next guess if that is too unlikely', () => {
    expect(textsOf(outcomeOf(model, book, recognition('tide', 0.998, 0.001, 0.001)))).toMatchObject({ next: '' });
  });

  test('[R3] names the spell that a fizzled cast almost was, even if “none of these” was likelier', () => {
    for (const probabilities of [
      [0.41, 0.38, 0.21],
      [0.4, 0.05, 0.05],
    ]) {
      const outcome = outcomeOf(model, book, recognition(null, ...probabilities));
      expect(textsOf(outcome)).toEqual({
        kind: 'fizzled',
        title: 'Almost Tide',
        between: '',
        spoken: 'Fizzled. Almost Tide.',
      });
    }
  });

  test('[R3] names the two most likely spells of a fizzled cast that was close to none', () => {
    const outcome = outcomeOf(model, book, recognition(null, 0.24, 0.23, 0.3, 0.23));
    expect(textsOf({ ...outcome, almost: undefined } as CastOutcome)).toEqual({
      kind: 'fizzled',
      title: 'Fizzled',
      between: 'Somewhere between Ember and Tide.',
      spoken: 'Fizzled. Somewhere between Ember and Tide.',
    });
  });

  test('[R2] names no spells if the rest of the probability, “none of these”, is the largest', () => {
    const outcome = outcomeOf(model, book, recognition(null, 0.2, 0.15, 0.05));
    expect(textsOf(outcome)).toMatchObject({ kind: 'fizzled', between: 'That’s like nothing in the book.' });
    expect(textsOf(outcomeOf(model, book, recognition('tide', 0.7, 0.1, 0)))).toMatchObject({ sure: '70% sure.' });
  });

  test('names only spells that are still in the book', () => {
    const outcome = outcomeOf(model, book.slice(0, 2), recognition(null, 0.3, 0.45, 0.2));
    expect(textsOf(outcome)).toMatchObject({ title: 'Almost Tide' });
  });

  test('is unknown without a model', () => {
    expect(textsOf(outcomeOf(null, book, null))).toEqual({
      kind: 'unanswered',
      spoken: 'Kept. No model is awake to recognize it.',
    });
  });

  test('has only the name if another model than the active one answered', () => {
    const outcome = outcomeOf({ ...model, id: 'model-2' }, book, recognition('tide', 0.93, 0.04, 0.03));
    expect(textsOf(outcome)).toEqual({ kind: 'recognized', sure: '', next: '', spoken: 'Tide.' });
  });

  test('uses the id of a spell that is not in the book', () => {
    const outcome = outcomeOf(model, book.slice(2), recognition('tide', 0.93, 0.04, 0.03));
    expect(outcome).toMatchObject({ kind: 'recognized', spell: { id: 'tide', name: 'tide', glyph: null } });
    expect(spokenOutcome(outcome)).toBe('tide.');
  });
});
