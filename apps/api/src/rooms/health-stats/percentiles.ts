import type { Times } from '@wandcast/protocol';

/** Middle and slowest five percent of some times, ms, whole; null of none. */
export function percentilesOf(times: readonly number[]): Times | null {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** By nearest rank: a time that was measured, and not one between two. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}
