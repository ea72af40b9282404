import type { CastId, ModelInfo, Recognition, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** A kept cast that the model recognized as something else. */
export interface OddTake {
  readonly castId: CastId;
  readonly taught: string;
  /** Name of the spell that was recognized instead; null if it fizzled. */
  readonly heard: string | null;
}

/** Minimum difference between the two probabilities for a cast to be an outlier. */
const CLEARLY = 0.3;

/**
 * Returns a cast of `taught` as an outlier if the active model recognized something else; undefined otherwise, or if the
 * model does not know the spell or was not tested on people: a model trained on glyphs may be wrong about every hand.
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
