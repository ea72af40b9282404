import type { Answer, PageLinks, Preflight } from '@wandcast/protocol';
import { ANSWER_MS, type RequestWithin, type ApplyAnswer } from './request';

/** Requests about phone reports, and the links of pages. */
export interface PreflightRequests {
  /** Removes one report; all if null. */
  readonly remove: (id: string | null) => Promise<Answer<readonly Preflight[]>>;
  /** Replaces the links of stage and preflight. */
  readonly renewLinks: () => Promise<Answer<PageLinks>>;
}

export function preflightRequests(within: RequestWithin, applyAnswer: ApplyAnswer): PreflightRequests {
  return {
    remove: (id) =>
      applyAnswer(within(ANSWER_MS).emitWithAck('preflight:remove', { id }), (before, preflights) => ({
        ...before,
        preflights,
      })),
    renewLinks: () =>
      applyAnswer(within(ANSWER_MS).emitWithAck('links:renew', {}), (before, links) => ({ ...before, ...links })),
  };
}
