import type { Times } from '@wandcast/protocol';

/** A short time: "1.8 ms", "84 ms", "1.2 s"; a dash if not measured. */
export function msText(ms: number | null): string {
  if (ms === null) return '–';
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** Median and p95: "41 / 84 ms". */
export function timesText(times: Times | null): string {
  return times === null
    ? '–'
    : `${Math.round(times.p50)} / ${times.p95 < 1_000 ? `${Math.round(times.p95)} ms` : msText(times.p95)}`;
}
