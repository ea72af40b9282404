/** A dot in a cell of a confusion matrix. */
export interface ConfusionDot {
  /** Row: index of the intended spell. */
  readonly meant: number;
  /** Column: index of the recognized spell. */
  readonly recognized: number;
  readonly casts: number;
  /** Radius as a share of the cell. The area is proportional to the number of casts. */
  readonly radius: number;
}

/** Radius of the largest and of the smallest dot, as a share of a cell. */
const MAX_RADIUS = 0.43;
const MIN_RADIUS = 0.1;

/** One dot for each cell with casts, on a common scale. */
export function confusionDots(confusion: readonly (readonly number[])[]): ConfusionDot[] {
  const most = Math.max(1, ...confusion.flat());
  const radiusOf = (casts: number): number => Math.max(MIN_RADIUS, MAX_RADIUS * Math.sqrt(casts / most));
  return confusion.flatMap((row, meant) =>
    row.flatMap((casts, recognized) => (casts === 0 ? [] : [{ meant, recognized, casts, radius: radiusOf(casts) }])),
  );
}
