import type { Health } from '@wandcast/protocol';

/** A figure over time; null if not measured. */
interface TrendPoint {
  /** Ms since 1970. */
  readonly at: number;
  readonly value: number | null;
}

export interface Trend {
  /** Time range, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** Most important first. */
  readonly lines: readonly (readonly TrendPoint[])[];
  /** Minimum range of the vertical axis, so that noise stays flat. */
  readonly least: number;
}

/** Minimum time range, ms. */
const MIN_MS = 60_000;

/** One line per figure of the health history. */
export function trendOf(
  history: readonly Health[],
  least: number,
  ...figures: readonly ((health: Health) => number | null)[]
): Trend {
  const until = history.at(-1)?.at ?? 0;
  return {
    from: Math.min(until - MIN_MS, history[0]?.at ?? until),
    until,
    lines: figures.map((figure) => history.map((health) => ({ at: health.at, value: figure(health) }))),
    least,
  };
}
