import { argmax } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';

/** If more than this share of one kind is classified as a spell, the whole kind is dropped. */
const RARELY = 0.4;

/**
 * Rows of synthetic negatives without the kinds that look like a spell after all: a circle drawn backwards may still be
 * a circle.
 * @param detections held-out scores by row: one per spell, then one for "unknown"
 */
export function withoutSpellLookalikes(
  rows: readonly number[],
  examples: readonly Example[],
  detections: ReadonlyMap<number, readonly number[]>,
): number[] {
  const kindOf = (row: number): string => `${examples[row]?.origin} ${examples[row]?.source}`;
  const kinds = new Map<string, { all: number; taken: number }>();
  for (const row of rows) {
    const kind = kinds.get(kindOf(row)) ?? { all: 0, taken: 0 };
    kinds.set(kindOf(row), kind);
    const scores = detections.get(row) ?? [];
    kind.all++;
    if (argmax(scores) < scores.length - 1) kind.taken++;
  }
  const lookAlike = [...kinds].filter(([, { all, taken }]) => taken > RARELY * all).map(([kind]) => kind);
  return rows.filter((row) => !lookAlike.includes(kindOf(row)));
}
