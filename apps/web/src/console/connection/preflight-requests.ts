import type { Answer, Preflight } from '@wandcast/protocol';
import { ANSWER_MS, type Asking, type Then } from './request';

/** Requests about phone reports. */
export interface PreflightRequests {
  /** Removes one report; all if null. */
  readonly remove: (id: string | null) => Promise<Answer<readonly Preflight[]>>;
}

export function preflightRequests(within: Asking, then: Then): PreflightRequests {
  return {
    remove: (id) =>
      then(within(ANSWER_MS).emitWithAck('preflight:remove', { id }), (before, preflights) => ({
        ...before,
        preflights,
      })),
  };
}
