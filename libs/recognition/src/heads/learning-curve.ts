import { argmax } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';
import type { FeatureTable } from '../features/feature-table.js';
import { LinearHead, type HeadPlan } from './linear-head.js';
import type { LearningCurvePoint } from '../recognizer/recognizer.js';

/** Shares of the casts on the learning curve before the full set. */
export const SHARES = [0.1, 0.25, 0.5, 0.75];

/**
 * Rows of known spells: each cast with its copies, then the rows that belong to no cast. The order of casts is
 * independent of who made them, so any first part covers many people.
 */
export function rowsByCast(examples: readonly Example[], unknown: number, wanted: (one: Example) => boolean): number[] {
  const ordered = examples.flatMap((one, row) =>
    one.spell < unknown && wanted(one) ? [{ row, order: orderOf(one.cast) }] : [],
  );
  return ordered.sort((a, b) => a.order - b.order || a.row - b.row).map(({ row }) => row);
}

/**
 * Fractional parts of multiples of the golden ratio: evenly spread, also for the first few. 1 for rows that belong to
 * no cast.
 */
function orderOf(cast: number | undefined): number {
  return cast === undefined ? 1 : ((cast * (Math.sqrt(5) - 1)) / 2) % 1;
}

/**
 * Fits the head to growing parts of the casts, each fit continuing the last one, and reports the accuracy of each.
 * @param onStep called after each fit
 * @returns the head fitted to all rows
 */
export async function fitLearningCurve(
  tables: readonly FeatureTable[],
  plan: HeadPlan,
  examples: readonly Example[],
  groupOf: readonly string[],
  onLearningCurve: (points: readonly LearningCurvePoint[]) => void,
  onStep: () => Promise<void> | void,
): Promise<LinearHead> {
  const orders = examples
    .flatMap(({ origin, cast }) => (origin === 'recorded' ? [orderOf(cast)] : []))
    .sort((a, b) => a - b);
  const points: LearningCurvePoint[] = [];
  const fitTo = (share: number, warmStart: LinearHead | undefined): LinearHead => {
    const casts = Math.round(share * orders.length);
    const end = share === 1 ? Infinity : (orders[casts] ?? Infinity);
    const rows = plan.rows.filter((row) => orderOf(examples[row]?.cast) < end);
    const own = rows.filter((row) => examples[row]?.origin === 'recorded');
    const head = LinearHead.fit(tables, { ...plan, rows, warmStart });
    const right = (scores: ReadonlyMap<number, readonly number[]>): number =>
      own.filter((row) => argmax(scores.get(row) ?? []) === examples[row]?.spell).length / own.length;
    points.push({ casts, learnt: right(head.fittedScores()), heldOut: right(head.heldOut(groupOf)) });
    return head;
  };
  let warmStart: LinearHead | undefined;
  for (const share of SHARES) {
    warmStart = fitTo(share, warmStart);
    await onStep();
  }
  const head = fitTo(1, warmStart);
  await onStep();
  onLearningCurve(points);
  return head;
}
