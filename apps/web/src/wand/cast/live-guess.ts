import type { Spell, Welcome } from '@wandcast/protocol';
import { noneOf, predictionsOf, ranked, type Prediction } from '../../shared/components/predictions';

/** Least probability at which a spell is named during a cast. Below it, two or three spells are usually about equal. */
const MIN_GUESS = 0.4;

/**
 * Maximum acceleration below which a phone counts as still, m/s^2: one held still reads under 0.8 (`STILL_PEAK` of the
 * gesture library).
 */
export const MIN_MOVING_PEAK = 1;

/** Predictions for the cast in progress; all 0 before the first, and none without a model. */
export function livePredictions(
  { model, spells }: Pick<Welcome, 'model' | 'spells'>,
  probabilities: readonly number[],
): Prediction[] {
  if (model === null) return [];
  return predictionsOf(model, spells, probabilities.length > 0 ? probabilities : model.spells.map(() => 0));
}

/** The spell to name during a cast; undefined while nothing is likely enough. */
export function likelySpell(live: readonly Prediction[]): Spell | undefined {
  const [first] = ranked(live);
  const none = noneOf(live.map(({ probability }) => probability));
  return first !== undefined && first.probability >= MIN_GUESS && first.probability > none ? first.spell : undefined;
}
