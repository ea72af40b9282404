import type { ModelInfo, Spell } from '@wandcast/protocol';

/** A spell and its probability according to a model, 0..1. */
export interface Prediction {
  readonly spell: Spell;
  readonly probability: number;
}

/**
 * A model's predictions, in the model's order. Omits spells that were removed from the spellbook since the
 * training, and missing probabilities.
 */
export function predictionsOf(
  model: Pick<ModelInfo, 'spells'>,
  spells: readonly Spell[],
  probabilities: readonly number[],
): Prediction[] {
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

/** The predictions, most likely first. */
export function ranked(predictions: readonly Prediction[]): Prediction[] {
  return [...predictions].sort((a, b) => b.probability - a.probability);
}
