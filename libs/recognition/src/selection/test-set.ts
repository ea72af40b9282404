import type { ProgressTracker } from '../progress/progress-tracker.js';
import { equalSteps } from '../progress/work.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { closedSetPrediction, type FittedRecognizer } from '../recognizer/recognizer.js';
import type { TestedCast } from './candidate.js';

/** Casts predicted between two progress steps. */
const CHUNK = 25;
/** Time of one prediction on the reference machine, s. */
const PREDICTION_SECONDS = 2e-3;

/**
 * Predictions of a fitted recognizer for the test casts of its spells; other casts are skipped.
 * @throws the reason of `abort`
 */
export async function predictTestSet(
  fitted: Pick<FittedRecognizer, 'predictRaw'>,
  test: readonly LabeledCast[],
  spells: readonly string[],
  progress: ProgressTracker,
): Promise<TestedCast[]> {
  const places = test.flatMap(({ label }, i) => (spells.includes(label) ? [i] : []));
  const work = progress.plan(equalSteps('features', Math.ceil(places.length / CHUNK), CHUNK * PREDICTION_SECONDS));
  const tested: TestedCast[] = [];
  for (let first = 0; first < places.length; first += CHUNK) {
    const chunk = places.slice(first, first + CHUNK).flatMap((cast) => {
      const signal = test[cast]?.signal;
      return signal === undefined ? [] : [{ cast, signal }];
    });
    const predictions = fitted.predictRaw(chunk.map(({ signal }) => signal));
    tested.push(...chunk.map(({ cast }, i) => ({ cast, prediction: predictions[i] ?? closedSetPrediction([]) })));
    await work.step();
  }
  work.end();
  return tested;
}
