export interface Percentiles {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Median and 99th percentile; null if there are no values. */
export function percentiles(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

/** The value at index floor(share * n) in ascending order, rounded to 0.1; null without values. @param share 0..1 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? null : Math.round(value * 10) / 10;
}
