import type { Times } from '@wandcast/protocol';

/** Median and 95th percentile of some times, rounded to ms; null if there are none. */
export function percentilesOf(times: readonly number[]): Times | null {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** Nearest-rank quantile, so that the result is a measured value. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}
