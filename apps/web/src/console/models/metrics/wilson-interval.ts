/** A share and where it may truly lie, each 0..1. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on either side of the mean that hold 95 % of a normal distribution. */
const Z = 1.959964;

/**
 * The 95 % range of a share of which `right` of `n` were seen: the score interval (Wilson, 1927), which stays inside
 * 0..1 and is honest about few. Undefined of none.
 */
export function wilson(right: number, n: number): Range | undefined {
  if (n <= 0) return undefined;
  const share = right / n;
  const scale = 1 + (Z * Z) / n;
  const center = (share + (Z * Z) / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
