import type { ModelInfo, Spell } from '@wandcast/protocol';

/** A spell and how likely a model finds it, 0..1. */
export interface Guess {
  readonly spell: Spell;
  readonly probability: number;
}

/**
 * What a model says of a cast, in the model's order, as guesses about spells of the book. A spell that has
 * left the book since the model learnt it is left out, and so is a probability that is missing.
 */
export function guessesOf(
  model: Pick<ModelInfo, 'spells'>,
  spells: readonly Spell[],
  probabilities: readonly number[],
): Guess[] {
  return model.spells.flatMap((id, i) => {
    const spell = spells.find((one) => one.id === id);
    const probability = probabilities[i];
    return spell === undefined || probability === undefined ? [] : [{ spell, probability }];
  });
}

/** How likely a model finds that a cast is none of its spells: what its probabilities leave. */
export function noneOf(probabilities: readonly number[]): number {
  return Math.max(0, 1 - probabilities.reduce((sum, probability) => sum + probability, 0));
}

/** The guesses from the most to the least likely. */
export function ranked(guesses: readonly Guess[]): Guess[] {
  return [...guesses].sort((a, b) => b.probability - a.probability);
}
