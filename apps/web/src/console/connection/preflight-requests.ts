import type { Answer, Preflight } from '@wandcast/protocol';
import { ANSWER_MS, type RequestWithin, type ApplyAnswer } from './request';

/** Requests about phone reports. */
export interface PreflightRequests {
  /** Removes one report; all if null. */
  readonly remove: (id: string | null) => Promise<Answer<readonly Preflight[]>>;
}

export function preflightRequests(within: RequestWithin, applyAnswer: ApplyAnswer): PreflightRequests {
  return {
    remove: (id) =>
      applyAnswer(within(ANSWER_MS).emitWithAck('preflight:remove', { id }), (before, preflights) => ({
        ...before,
        preflights,
      })),
  };
}
