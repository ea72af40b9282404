import { argmax } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';

/** If more than this share of a kind is classified as a spell, the whole kind is dropped. */
const MAX_MISCLASSIFIED = 0.4;

/**
 * Drops the kinds of synthetic negatives that look like a spell: a circle drawn backwards may still be a circle.
 * @param detections held-out scores by row: one per spell, then one for "unknown"
 */
export function withoutSpellLookalikes(
  rows: readonly number[],
  examples: readonly Example[],
  detections: ReadonlyMap<number, readonly number[]>,
): number[] {
  const kindOf = (row: number): string => `${examples[row]?.origin} ${examples[row]?.source}`;
  const kinds = new Map<string, { all: number; misclassified: number }>();
  for (const row of rows) {
    const kind = kinds.get(kindOf(row)) ?? { all: 0, misclassified: 0 };
    kinds.set(kindOf(row), kind);
    const scores = detections.get(row) ?? [];
    kind.all++;
    if (argmax(scores) < scores.length - 1) kind.misclassified++;
  }
  const lookalikes = [...kinds]
    .filter(([, { all, misclassified }]) => misclassified > MAX_MISCLASSIFIED * all)
    .map(([kind]) => kind);
  return rows.filter((row) => !lookalikes.includes(kindOf(row)));
}
