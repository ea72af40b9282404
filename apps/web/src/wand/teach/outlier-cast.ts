import type { CastId, ModelInfo, Recognition, Spell } from '@wandcast/protocol';
import { spellName } from '../../shared/format/spell-name';
import { texts } from '../texts/room-texts';

/** A kept cast that the model recognized as something else. */
export interface OutlierCast {
  readonly castId: CastId;
  readonly taught: string;
  /** Name of the spell that was recognized instead; null if it fizzled. */
  readonly recognizedAs: string | null;
}

/** Minimum difference between the two probabilities for a cast to be an outlier. */
const MIN_DIFFERENCE = 0.3;

/**
 * Returns a cast of `taught` as an outlier if the active model recognized something else; undefined otherwise, or if
 * the model does not know the spell or was not tested on people: a model trained on glyphs may be wrong about every
 * hand.
 */
export function outlierCast(
  castId: CastId,
  taught: Spell,
  model: ModelInfo | null,
  spells: readonly Spell[],
  recognition: Recognition | null,
): OutlierCast | undefined {
  if (recognition === null || model?.id !== recognition.modelId) return undefined;
  if (model.accuracy === null || !model.spells.includes(taught.id) || recognition.spell === taught.id) return undefined;
  if (recognition.spell === null) return { castId, taught: taught.name, recognizedAs: null };
  const probabilityOf = (id: string): number =>
    recognition.probabilities[model.spells.findIndex((one) => one === id)] ?? 0;
  if (probabilityOf(recognition.spell) - probabilityOf(taught.id) < MIN_DIFFERENCE) return undefined;
  return { castId, taught: taught.name, recognizedAs: spellName(spells, recognition.spell) };
}

export function outlierText({ taught, recognizedAs }: Pick<OutlierCast, 'taught' | 'recognizedAs'>): string {
  const { unlike, recognizedAs: asAnother } = texts().recordingAdvice.odd;
  return recognizedAs === null ? unlike(taught) : asAnother(recognizedAs, taught);
}
