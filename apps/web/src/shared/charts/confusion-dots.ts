/** One dot of a confusion matrix: a row for what was meant, a column for what was heard. */
export interface ConfusionDot {
  readonly meant: number;
  readonly recognized: number;
  readonly casts: number;
  /** Radius as a share of a cell, at most `MOST`: the area tells the casts. */
  readonly radius: number;
}

/** Radius of the largest dot, and of the smallest, as shares of a cell. */
const MOST = 0.43;
const LEAST = 0.1;

/** The dots of all cells that hold a cast; areas are comparable over the whole matrix. */
export function confusionDots(confusion: readonly (readonly number[])[]): ConfusionDot[] {
  const most = Math.max(1, ...confusion.flat());
  return confusion.flatMap((row, meant) =>
    row.flatMap((casts, recognized) =>
      casts === 0 ? [] : [{ meant, recognized, casts, radius: Math.max(LEAST, MOST * Math.sqrt(casts / most)) }],
    ),
  );
}
