/** A confidence interval, 0..1. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on each side of the mean that contain 95% of a normal distribution. */
const Z = 1.959964;

/**
 * 95% score interval of `right` out of `n` (Wilson, 1927), which stays inside 0..1 even for few. Undefined if `n` is
 * 0.
 */
export function wilson(right: number, n: number): Range | undefined {
  if (n <= 0) return undefined;
  const share = right / n;
  const scale = 1 + (Z * Z) / n;
  const center = (share + (Z * Z) / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
