import type { ModelInfo, Recognition, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { outcomeOf, type Outcome } from '../../../../../apps/web/src/wand/feedback/cast-outcome';
import { betweenOf, nextOf, spokenOutcome, sureOf } from '../../../../../apps/web/src/wand/feedback/cast-outcome-text';

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

/** All that is said of it, as the page shows and speaks it. */
const told = (outcome: Outcome) => ({
  kind: outcome.kind,
  spoken: spokenOutcome(outcome),
  ...(outcome.kind === 'named' && { sure: sureOf(outcome), next: nextOf(outcome) }),
  ...(outcome.kind === 'fizzled' && { between: betweenOf(outcome) }),
});

describe('what became of a cast', () => {
  test('[R2] the name, how sure, and the next guess, in the order of the model', () => {
    const outcome = outcomeOf(model, book, recognition('tide', 0.93, 0.04, 0.03));
    expect(told(outcome)).toEqual({
      kind: 'named',
      sure: '93% sure.',
      next: 'Next guess: Gale, 4%',
      spoken: 'Tide. 93% sure.',
    });
  });

  test('no next guess is named where there is none to speak of', () => {
    expect(told(outcomeOf(model, book, recognition('tide', 0.998, 0.001, 0.001)))).toMatchObject({ next: '' });
  });

  test('[R3] a fizzle names the two nearest', () => {
    const outcome = outcomeOf(model, book, recognition(null, 0.41, 0.38, 0.21));
    expect(told(outcome)).toEqual({
      kind: 'fizzled',
      between: 'Somewhere between Tide and Gale.',
      spoken: 'Fizzled. Somewhere between Tide and Gale.',
    });
  });

  test('[R2] what the probabilities leave is “none of these”: where that is likeliest, no two spells are named', () => {
    const outcome = outcomeOf(model, book, recognition(null, 0.2, 0.15, 0.05));
    expect(told(outcome)).toMatchObject({ kind: 'fizzled', between: 'That’s like nothing in the book.' });
    expect(told(outcomeOf(model, book, recognition('tide', 0.7, 0.1, 0)))).toMatchObject({ sure: '70% sure.' });
  });

  test('a fizzle of a model whose spells left the book since names only those that are there', () => {
    const outcome = outcomeOf(model, book.slice(0, 2), recognition(null, 0.3, 0.45, 0.2));
    expect(told(outcome)).toMatchObject({ between: 'Somewhere between Tide and Ember.' });
  });

  test('without a model the cast is kept and nobody pretends to know it', () => {
    expect(told(outcomeOf(null, book, null))).toEqual({
      kind: 'unheard',
      spoken: 'Kept. No model is awake to recognize it.',
    });
  });

  test('an answer of a model that is no longer active tells the name alone', () => {
    const outcome = outcomeOf({ ...model, id: 'model-2' }, book, recognition('tide', 0.93, 0.04, 0.03));
    expect(told(outcome)).toEqual({ kind: 'named', sure: '', next: '', spoken: 'Tide.' });
  });

  test('a spell that is not in the book is called by its id', () => {
    const outcome = outcomeOf(model, book.slice(2), recognition('tide', 0.93, 0.04, 0.03));
    expect(outcome).toMatchObject({ kind: 'named', spell: { id: 'tide', name: 'tide', glyph: null } });
    expect(spokenOutcome(outcome)).toBe('tide.');
  });
});
