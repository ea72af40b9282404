import type { CastId, ModelInfo, Recognition, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** A cast that was kept, and that the model takes for something else. */
export interface OddTake {
  readonly castId: CastId;
  readonly taught: string;
  /** The spell that was heard in its place; null where none was. */
  readonly heard: string | null;
}

/** By how much the model must lean to the other spell before anyone is told, as a share of certainty. */
const CLEARLY = 0.3;

/**
 * A kept cast of `taught` that is unlike the others, or undefined where it is not. Only a model that
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
  if (recognition.spell === null) return { castId, taught: taught.name, heard: null };
  const sureOf = (id: string): number => recognition.probabilities[model.spells.findIndex((one) => one === id)] ?? 0;
  if (sureOf(recognition.spell) - sureOf(taught.id) < CLEARLY) return undefined;
  const heard = spells.find(({ id }) => id === recognition.spell)?.name ?? recognition.spell;
  return { castId, taught: taught.name, heard };
}

export function oddWords({ taught, heard }: Pick<OddTake, 'taught' | 'heard'>): string {
  const { unlike, heardAs } = texts().recordingAdvice.odd;
  return heard === null ? unlike(taught) : heardAs(heard, taught);
}
