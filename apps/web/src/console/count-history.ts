/** Casts a minute at a time (ms since 1970). */
export interface Reading {
  readonly at: number;
  readonly perMinute: number;
}

/** How far back the console looks, ms. */
export const HISTORY_MS = 10 * 60_000;

/** `history` with one reading more; what is older than HISTORY_MS is dropped. */
export function recorded(history: readonly Reading[], reading: Reading): readonly Reading[] {
  return [...history.filter(({ at }) => reading.at - at <= HISTORY_MS), reading];
}
