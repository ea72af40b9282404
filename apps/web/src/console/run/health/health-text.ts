import type { Times } from '@wandcast/protocol';

/** A time of a few ms with what matters of it: "1.8 ms", "84 ms", "1.2 s"; a dash where nothing was measured. */
export function msWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** Middle and slowest five percent: "41 / 84 ms". */
export function timesWords(times: Times | null): string {
  return times === null
    ? '–'
    : `${Math.round(times.p50)} / ${times.p95 < 1_000 ? `${Math.round(times.p95)} ms` : msWords(times.p95)}`;
}
