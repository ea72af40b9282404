import type { Answer, CastComment, CastId, FromConsole, QueuedCast, QueueState, SimilarCast } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, SLOW_ANSWER_MS, type RequestWithin } from './request';

/** Requests of the label queue. */
export interface LabelQueueRequests {
  /** Increments when casts were scored again. */
  readonly changes: Readonly<ShallowRef<number>>;
  show(): Promise<Answer<QueueState>>;
  take(take: FromConsole<'queue:take'>): Promise<Answer<readonly QueuedCast[]>>;
  leave(): Promise<Answer<null>>;
  /** Sets this member's comment; an empty text removes it. */
  comment(castId: CastId, text: string): Promise<Answer<readonly CastComment[]>>;
  similar(castId: CastId): Promise<Answer<readonly SimilarCast[]>>;
}

/** @param changes increments when casts were scored again */
export function labelQueueRequests(within: RequestWithin, changes: LabelQueueRequests['changes']): LabelQueueRequests {
  return {
    changes,
    show: () => within(ANSWER_MS).emitWithAck('queue:show', {}),
    take: (take) => within(SLOW_ANSWER_MS).emitWithAck('queue:take', take),
    leave: () => within(ANSWER_MS).emitWithAck('queue:leave', {}),
    comment: (castId, text) => within(ANSWER_MS).emitWithAck('cast:comment', { castId, text }),
    similar: (castId) => within(SLOW_ANSWER_MS).emitWithAck('casts:similar', { castId }),
  };
}
