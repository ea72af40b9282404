import type { Health } from '@wandcast/protocol';

/** Length of the history, ms. */
export const HISTORY_MS = 10 * 60_000;

/** Appends a sample to `history` and drops those older than HISTORY_MS. */
export function withHealth(history: readonly Health[], health: Health): readonly Health[] {
  return [...history.filter(({ at }) => at !== health.at && health.at - at <= HISTORY_MS), health];
}
