/** A fitted logistic regression. */
export interface Logistic {
  /** One per input. */
  readonly slopes: readonly number[];
  readonly offset: number;
  /** Log odds of the first class. */
  margin(row: readonly number[]): number;
}

/** Limit of Newton steps; about ten suffice. */
const NEWTON_STEPS = 40;
/** Regularizes the slopes towards 1, which keeps the fit finite for separable classes. */
const PRIOR_STRENGTH = 1e-3;
/** Keeps the Hessian invertible in the offset, which is not regularized. */
const MIN_CURVE = 1e-9;

/**
 * Logistic regression by Newton's method with step halving. With one input this is Platt scaling (Platt, 1999).
 * @param rows inputs, all of one length
 * @param isFirst class of each row
 * @param weights importance of each row
 * @param near a fit to similar rows, from which few steps suffice
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  isFirst: readonly boolean[],
  weights: readonly number[],
  near?: Logistic,
): Logistic {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const points = rows.map((row, i) => ({
    row: [...row, 1],
    first: isFirst[i] === true,
    weight: (weights[i] ?? 0) / total,
  }));
  const slopes = rows[0]?.length ?? 0;
  const strengths = Array.from({ length: slopes + 1 }, (_, i) => (i < slopes ? PRIOR_STRENGTH : 0));
  const center = strengths.map((_, i) => (i < slopes ? 1 : 0));
  const loss = (at: readonly number[]): number => {
    const prior = strengths.reduce<number>((sum, strength, i) => sum + (strength * (at[i]! - center[i]!) ** 2) / 2, 0);
    return points.reduce((sum, { row, first, weight }) => {
      const margin = dot(at, row);
      return sum + weight * softplus(first ? -margin : margin);
    }, prior);
  };
  let best: readonly number[] = near ? [...near.slopes, near.offset] : center;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = best.map((value, i) => strengths[i]! * (value - center[i]!));
    const curve = strengths.map((strength, i) => strengths.map((_, j) => (i === j ? strength + MIN_CURVE : 0)));
    for (const { row, first, weight } of points) {
      const probability = sigmoid(dot(best, row));
      const error = weight * (probability - (first ? 1 : 0));
      const bend = weight * probability * (1 - probability);
      row.forEach((value, i) => {
        gradient[i] = gradient[i]! + error * value;
        row.forEach((other, j) => {
          curve[i]![j] = curve[i]![j]! + bend * value * other;
        });
      });
    }
    const next = shortened(best, solved(curve, gradient), loss);
    if (next === undefined) break;
    best = next;
  }
  const found = best;
  return { slopes: found.slice(0, slopes), offset: found[slopes]!, margin: (row) => dot(found, [...row, 1]) };
}

/** The longest of the full step, its half, its quarter ... that reduces the loss; undefined if none does. */
function shortened(
  from: readonly number[],
  step: readonly number[],
  loss: (at: readonly number[]) => number,
): number[] | undefined {
  const now = loss(from);
  for (let share = 1; share > 1e-3; share /= 2) {
    const next = from.map((value, i) => value - share * step[i]!);
    if (loss(next) < now) return next;
  }
  return undefined;
}

/** Solves matrix * x = values by elimination without pivoting: the matrix is positive definite. */
function solved(matrix: readonly (readonly number[])[], values: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, values[i]!]);
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[i]! / pivot[i]!;
      pivot.forEach((value, j) => {
        row[j] = row[j]! - factor * value;
      });
    }
  });
  return rows.map((row, i) => row[values.length]! / row[i]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** log(1 + e^x), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Logistic function: the probability, 0..1, whose log odds are `x`. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
