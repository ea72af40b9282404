import { fitLogistic, softplus } from './logistic-regression.js';

/** Data of a logistic regression whose rows can be held out. */
export interface FoldedRows {
  /** Inputs, all of one length. */
  readonly rows: readonly (readonly number[])[];
  /** Class of each row. */
  readonly isFirst: readonly boolean[];
  /** Importance of each row. */
  readonly weights: readonly number[];
  /** Rows of one fold are held out together. */
  readonly foldOf: readonly number[];
  /** Whether a held-out row counts in the loss; all do if missing. */
  readonly isJudge?: readonly boolean[];
}

/**
 * Whether a logistic regression with the last input predicts held-out folds better than one without it, by more than one
 * standard error of the difference in log loss (the one-standard-error rule of Breiman et al., 1984). False with fewer
 * than two folds.
 */
export function lastInputHelps(all: FoldedRows): boolean {
  const { rows, foldOf } = all;
  const folds = [...new Set(foldOf)];
  if (folds.length < 2) return false;
  const withLast = lossByFold(all, folds);
  const without = lossByFold({ ...all, rows: rows.map((row) => row.slice(0, -1)) }, folds);
  const gains = without.map((loss, i) => loss - (withLast[i] ?? 0));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  return mean > Math.sqrt(squares / (gains.length - 1) / gains.length);
}

/** Weighted log loss of each fold, predicted by a regression on the others. */
function lossByFold({ rows, isFirst, weights, foldOf, isJudge }: FoldedRows, folds: readonly number[]): number[] {
  const all = fitLogistic(rows, isFirst, weights);
  return folds.map((fold) => {
    const others = weights.map((weight, i) => (foldOf[i] === fold ? 0 : weight));
    const fitted = fitLogistic(rows, isFirst, others, all);
    return rows.reduce((sum, row, i) => {
      if (foldOf[i] !== fold || isJudge?.[i] === false) return sum;
      return sum + (weights[i] ?? 0) * softplus((isFirst[i] === true ? -1 : 1) * fitted.margin(row));
    }, 0);
  });
}
