import type { Answer, CastId, CutCast } from '@wandcast/protocol';
import { ANSWER_MS, type RequestWithin } from './request';

/** Requests that trim, split and restore recordings. Times are ms from the start of the cast. */
export interface CutRequests {
  trim(castId: CastId, fromMs: number, untilMs: number): Promise<Answer<CutCast>>;
  /** @param keepsLabel whether both parts keep the label */
  split(castId: CastId, atMs: number, keepsLabel: boolean): Promise<Answer<CutCast>>;
  /** Restores a whole cast and deletes its parts. */
  restore(castId: CastId): Promise<Answer<CutCast>>;
}

export function cutRequests(within: RequestWithin): CutRequests {
  const request = (): ReturnType<RequestWithin> => within(ANSWER_MS);
  return {
    trim: (castId, fromMs, untilMs) => request().emitWithAck('cast:trim', { castId, fromMs, untilMs }),
    split: (castId, atMs, keepsLabel) => request().emitWithAck('cast:split', { castId, atMs, keepsLabel }),
    restore: (castId) => request().emitWithAck('cast:restore', { castId }),
  };
}
