import type { Signal } from '@wandcast/gesture';
import { SIGNALS_AT_ONCE, canRead, featureRows } from '../features/rocket-features.js';
import { toRawPrediction, type OpenSetHead } from '../heads/open-set-head.js';
import type { RawPrediction } from '../recognizer/recognizer.js';

/**
 * Predicts each signal with the first head whose sensors it has; the last one takes the rest.
 * @param resultOf makes the result of one signal from its prediction, its head, and the features that
 *   it was made of, which are overwritten afterwards
 */
export function predictByHead<T>(
  heads: readonly OpenSetHead[],
  spells: number,
  signals: readonly Signal[],
  resultOf: (prediction: RawPrediction, features: Float32Array, head: OpenSetHead) => T,
): T[] {
  const results: T[] = [];
  const routed = signals.map((signal, place) => {
    const head = heads.find(({ features }) => canRead(features, signal)) ?? heads.at(-1);
    return { signal, place, head };
  });
  for (const head of heads) {
    const own = routed.filter((one) => one.head === head);
    for (let first = 0; first < own.length; first += SIGNALS_AT_ONCE) {
      const pass = own.slice(first, first + SIGNALS_AT_ONCE);
      const rows = featureRows(
        head.features,
        pass.map(({ signal }) => signal),
      );
      const [scores, size] = [head.layer.outputsOfRows(rows, pass.length), rows.length / pass.length];
      for (const [i, { place }] of pass.entries()) {
        const row = rows.subarray(i * size, (i + 1) * size);
        results[place] = resultOf(toRawPrediction(scores[i] ?? [], spells, head.odds), row, head);
      }
    }
  }
  return results;
}
