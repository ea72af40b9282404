/** Turns a row of numbers into the odds of one of two kinds. */
export interface Logistic {
  /** One of each number. */
  readonly slopes: readonly number[];
  readonly offset: number;
  /** The logarithm of the odds. */
  margin(row: readonly number[]): number;
}

/** Steps of Newton's method: it is there after ten or so. */
const NEWTON_STEPS = 40;
/** Pulls the slopes to 1 and keeps the fit finite where the two kinds are parted without error. */
const PRIOR_STRENGTH = 1e-3;
/** The same for the offset, which has no place to be pulled to. */
const LEAST_CURVE = 1e-9;

/**
 * The logistic under which rows of two kinds are least surprising (of one number: Platt, 1999), by Newton's method with
 * halved steps.
 * @param rows numbers of each, as many everywhere  @param isFirst of which kind each is  @param weights how much each counts
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  isFirst: readonly boolean[],
  weights: readonly number[],
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
  let best: readonly number[] = center;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = best.map((value, i) => strengths[i]! * (value - center[i]!));
    const curve = strengths.map((strength, i) => strengths.map((_, j) => (i === j ? strength + LEAST_CURVE : 0)));
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

/** The longest of the step, its half, its quarter ... that makes it better; undefined where none does. */
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

/** x of matrix * x = values by elimination; the matrix is positive definite, so that rows need not change places. */
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
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The probability, 0..1, whose log odds are `x`. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
