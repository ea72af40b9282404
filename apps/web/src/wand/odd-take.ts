import type { CastId, ModelInfo, Recognition, Spell } from '@wandcast/protocol';

/** A cast that was kept, and that the model takes for something else. */
export interface OddTake {
  readonly castId: CastId;
  readonly words: string;
}

/** By how much the model must lean to the other spell before anyone is told, as a share of certainty. */
const CLEARLY = 0.3;

/**
 * What is said of a kept cast of `taught` that is unlike the others, or undefined where it is not. Only a model that
 * learnt this spell, and from people, can tell: what a model of drawn glyphs expects of a hand may be wrong of every hand.
 */
export function oddTake(
  castId: CastId,
  taught: Spell,
  model: ModelInfo | null,
  spells: readonly Spell[],
  recognition: Recognition | null,
): OddTake | undefined {
  if (recognition === null || model?.id !== recognition.modelId) return undefined;
  if (model.accuracy === null || !model.spells.includes(taught.id) || recognition.spell === taught.id) return undefined;
  if (recognition.spell === null)
    return { castId, words: `That one was unlike the other ${taught.name}s. Was it what you meant?` };
  const sureOf = (id: string): number => recognition.probabilities[model.spells.findIndex((one) => one === id)] ?? 0;
  if (sureOf(recognition.spell) - sureOf(taught.id) < CLEARLY) return undefined;
  const heard = spells.find(({ id }) => id === recognition.spell)?.name ?? recognition.spell;
  return { castId, words: `The model heard ${heard} there. Was it ${taught.name}?` };
}
