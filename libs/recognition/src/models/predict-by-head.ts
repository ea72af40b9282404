import type { Signal } from '@wandcast/gesture';
import { canRead, featuresOf } from '../features/rocket-features.js';
import { toRawPrediction, type OpenSetHead } from '../heads/open-set-head.js';
import type { RawPrediction } from '../recognizer/recognizer.js';

/**
 * Predicts each signal with the first head whose sensors it has; the last one takes the rest.
 * @param resultOf makes the result of one signal from its prediction, the features that it was made of, and its head
 */
export function predictByHead<T>(
  heads: readonly OpenSetHead[],
  spells: number,
  signals: readonly Signal[],
  resultOf: (prediction: RawPrediction, features: Float32Array, head: OpenSetHead) => T,
): T[] {
  const results: T[] = [];
  const headOf = signals.map((signal) => heads.find(({ features }) => canRead(features, signal)) ?? heads.at(-1));
  for (const head of heads) {
    const places = headOf.flatMap((one, i) => (one === head ? [i] : []));
    const features = featuresOf(
      head.features,
      places.flatMap((i) => signals[i] ?? []),
    );
    head.layer.outputs(features).forEach((scores, i) => {
      const [place, row] = [places[i], features[i]];
      if (place !== undefined && row !== undefined)
        results[place] = resultOf(toRawPrediction(scores, spells, head.odds), row, head);
    });
  }
  return results;
}
