import type { Health } from '@wandcast/protocol';

/** A figure over time; null where nothing was measured. */
export interface TrendPoint {
  /** Ms since 1970. */
  readonly at: number;
  readonly value: number | null;
}

export interface Trend {
  /** What the width stands for, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** What matters most first. */
  readonly lines: readonly (readonly TrendPoint[])[];
  /** What the height stands for at least: noise is no mountain. */
  readonly least: number;
}

/** Least time across, ms: two looks at the room are no landscape. */
const LEAST_MS = 60_000;

/** One line for each figure that is read of the room's health. */
export function trendOf(
  history: readonly Health[],
  least: number,
  ...figures: readonly ((health: Health) => number | null)[]
): Trend {
  const until = history.at(-1)?.at ?? 0;
  return {
    from: Math.min(until - LEAST_MS, history[0]?.at ?? until),
    until,
    lines: figures.map((figure) => history.map((health) => ({ at: health.at, value: figure(health) }))),
    least,
  };
}
