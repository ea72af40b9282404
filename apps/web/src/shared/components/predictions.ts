import type { ModelInfo, Spell } from '@wandcast/protocol';

/** A spell and its probability according to a model, 0..1. */
export interface Guess {
  readonly spell: Spell;
  readonly probability: number;
}

/**
 * A model's probabilities as guesses, in the model's order. Omits spells that were removed from the spellbook since the
 * training, and missing probabilities.
 */
export function guessesOf(
  model: Pick<ModelInfo, 'spells'>,
  spells: readonly Spell[],
  probabilities: readonly number[],
): Guess[] {
  return model.spells.flatMap((id, i) => {
    const spell = spells.find((known) => known.id === id);
    const probability = probabilities[i];
    return spell === undefined || probability === undefined ? [] : [{ spell, probability }];
  });
}

/** The probability that a cast is none of the model's spells: 1 minus the sum of their probabilities. */
export function noneOf(probabilities: readonly number[]): number {
  return Math.max(0, 1 - probabilities.reduce((sum, probability) => sum + probability, 0));
}

/** The guesses, most likely first. */
export function ranked(guesses: readonly Guess[]): Guess[] {
  return [...guesses].sort((a, b) => b.probability - a.probability);
}
