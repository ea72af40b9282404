import type { FeatureTable } from '../features/feature-table.js';
import { fitRidge, headWeights, type RidgeFit } from '../regression/ridge-regression.js';

/** What a {@link LinearHead} is fitted to. */
export interface HeadPlan {
  /** Rows of the tables to learn from. */
  readonly rows: readonly number[];
  /** One entry per row of the tables. */
  readonly classOf: readonly number[];
  readonly weightOf: readonly number[];
  readonly classes: number;
  readonly alpha: number;
  /** A head fitted to the first of these rows; makes the fit faster. */
  readonly warmStart?: LinearHead | undefined;
}

/**
 * A closed-form linear classifier on the features of one or more tables: one score per class, near 1 for the true class
 * and -1 for others.
 */
export class LinearHead {
  private constructor(
    private readonly tables: readonly FeatureTable[],
    private readonly plan: HeadPlan,
    private readonly ridge: RidgeFit,
  ) {}

  /** Fits the head by ridge regression. */
  static fit(tables: readonly FeatureTable[], plan: HeadPlan): LinearHead {
    const { rows, classOf, weightOf, classes, alpha, warmStart } = plan;
    const ridge = fitRidge({
      gram: joinedGram(tables, rows),
      classOf: rows.map((row) => classOf[row] ?? 0),
      classes,
      weights: Float64Array.from(rows, (row) => weightOf[row] ?? 1),
      alpha,
      warmStart: warmStart?.ridge,
    });
    return new LinearHead(tables, plan, ridge);
  }

  /**
   * Scores of the training rows, each as if its group had been left out of the fit.
   * @param groupOf group of each row of the tables
   * @returns scores by row
   */
  heldOut(groupOf: readonly string[]): Map<number, readonly number[]> {
    const { rows, classes } = this.plan;
    const scores = this.ridge.heldOut(rows.map((row) => groupOf[row] ?? ''));
    return new Map(rows.map((row, i) => [row, Array.from(scores.subarray(i * classes, (i + 1) * classes))]));
  }

  /** The training rows, in order. */
  get rows(): readonly number[] {
    return this.plan.rows;
  }

  /**
   * Fitted scores of the training rows: the targets minus the ridge residuals.
   * @returns scores by row
   */
  fittedScores(): Map<number, readonly number[]> {
    const { rows, classOf, weightOf, classes, alpha } = this.plan;
    const scoresOf = (row: number, i: number): number[] =>
      Array.from({ length: classes }, (_, k) => {
        const rest = (alpha / (weightOf[row] ?? 1)) * (this.ridge.coefficients[i * classes + k] ?? 0);
        return (classOf[row] === k ? 1 : -1) - rest;
      });
    return new Map(rows.map((row, i) => [row, scoresOf(row, i)]));
  }

  /** Scores of any row of the tables, whether it was trained on or not. */
  scoresOf(row: number): number[] {
    const { rows, classes } = this.plan;
    const features = featuresIn(this.tables);
    const scores = Array.from(this.ridge.bias);
    rows.forEach((other, i) => {
      const product = this.tables.reduce((sum, { gram, rows: all }) => sum + gram[row * all + other]!, 0);
      for (let k = 0; k < classes; k++)
        scores[k] = (scores[k] ?? 0) + (product / features) * this.ridge.coefficients[i * classes + k]!;
    });
    return scores;
  }

  /**
   * The head on raw features, with the standardization folded in.
   * @returns kernel: features x classes; bias: one per class
   */
  weights(): { kernel: Float32Array; bias: Float32Array } {
    const { rows, classes } = this.plan;
    const features = featuresIn(this.tables);
    const kernel = new Float32Array(features * classes);
    const bias = Float32Array.from(this.ridge.bias);
    let first = 0;
    for (const { values, rows: all, mean, scale } of this.tables) {
      const coefficients = new Float64Array(all * classes);
      rows.forEach((row, i) => {
        coefficients.set(this.ridge.coefficients.subarray(i * classes, (i + 1) * classes), row * classes);
      });
      const weights = headWeights(values, all, coefficients);
      for (let f = 0; f < scale.length; f++)
        for (let k = 0; k < classes; k++) {
          const weight = (weights[f * classes + k]! * scale[f]!) / features;
          kernel[(first + f) * classes + k] = weight;
          bias[k] = bias[k]! - weight * mean[f]!;
        }
      first += scale.length;
    }
    return { kernel, bias };
  }
}

function featuresIn(tables: readonly FeatureTable[]): number {
  return tables.reduce((sum, { scale }) => sum + scale.length, 0);
}

/** Mean dot products of the given rows over the features of all tables. */
function joinedGram(tables: readonly FeatureTable[], rows: readonly number[]): Float32Array {
  const features = featuresIn(tables);
  const joined = new Float32Array(rows.length ** 2);
  for (const { gram, rows: all } of tables)
    rows.forEach((row, i) => {
      rows.forEach((other, j) => {
        const at = i * rows.length + j;
        joined[at] = joined[at]! + gram[row * all + other]! / features;
      });
    });
  return joined;
}
