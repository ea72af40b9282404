import type { Health } from '@wandcast/protocol';

/** How far back the console looks, ms. */
export const HISTORY_MS = 10 * 60_000;

/** `history` with one look at the room more; what is older than HISTORY_MS is dropped. */
export function recordedHealth(history: readonly Health[], health: Health): readonly Health[] {
  return [...history.filter(({ at }) => at !== health.at && health.at - at <= HISTORY_MS), health];
}
