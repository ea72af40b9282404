import type { Times } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** A short time: "1.8 ms", "84 ms", "1.2 s"; a dash if not measured. */
export function msText(ms: number | null): string {
  const { decimal, milliseconds, seconds } = texts().format;
  if (ms === null) return '–';
  if (ms >= 1_000) return seconds(decimal(ms / 1_000));
  return milliseconds(ms < 10 ? decimal(ms) : Math.round(ms));
}

/** Median and p95: "41 / 84 ms". */
export function timesText(times: Times | null): string {
  if (times === null) return '–';
  const { milliseconds, pair } = texts().format;
  const slowest = times.p95 < 1_000 ? milliseconds(Math.round(times.p95)) : msText(times.p95);
  return pair(Math.round(times.p50), slowest);
}
