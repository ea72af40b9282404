import { bestOf } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';

/** Where more than this share of one kind is taken for a spell, none of that kind are strangers. */
const RARELY = 0.4;

/**
 * Rows of made-up strangers, less the kinds that are like a spell after all, as a circle run backwards may be a circle:
 * a head that was taught to tell them apart, and is asked about people it had not met, does not.
 * @param doubts of each row, by a head that had not met whom it is made from: scores of the spells, then of none
 */
export function notLikeSpells(
  rows: readonly number[],
  examples: readonly Example[],
  doubts: ReadonlyMap<number, readonly number[]>,
): number[] {
  const kindOf = (row: number): string => `${examples[row]?.made} ${examples[row]?.source}`;
  const kinds = new Map<string, { all: number; taken: number }>();
  for (const row of rows) {
    const kind = kinds.get(kindOf(row)) ?? { all: 0, taken: 0 };
    kinds.set(kindOf(row), kind);
    const scores = doubts.get(row) ?? [];
    kind.all++;
    if (bestOf(scores) < scores.length - 1) kind.taken++;
  }
  const lookAlike = [...kinds].filter(([, { all, taken }]) => taken > RARELY * all).map(([kind]) => kind);
  return rows.filter((row) => !lookAlike.includes(kindOf(row)));
}
