import type {
  Answer,
  EventCode,
  EventCopied,
  EventDetails,
  EventInfo,
  EventPage,
  EventWinners,
  FromConsole,
  RunOfShow,
} from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, SLOW_ANSWER_MS, type ApplyAnswer, type RequestWithin } from './request';
import { withRunOfShow } from './run-state';

/** Requests about the events of this server. */
export interface EventRequests {
  /** Increments when an event was deleted or restored. */
  readonly changes: Readonly<ShallowRef<number>>;
  /** Moves everyone to a new event; this page gets a new welcome. */
  begin(begin: FromConsole<'event:begin'>): Promise<Answer<EventInfo>>;
  /** Newest first. @param before id of the last event of the previous page, or null */
  list(before: string | null): Promise<Answer<EventPage>>;
  winners(eventIds: string[]): Promise<Answer<readonly EventWinners[]>>;
  show(eventId: string): Promise<Answer<EventDetails>>;
  /** Copies to the current event. */
  copy(copied: FromConsole<'event:copy'>): Promise<Answer<EventCopied>>;
  /** Makes existing steps the run of show again. */
  useSteps(stepIds: readonly string[]): Promise<Answer<RunOfShow>>;
  remove(eventId: string, code: EventCode): Promise<Answer<null>>;
  restore(eventId: string): Promise<Answer<null>>;
}

/** Events per request. */
export const EVENT_PAGE_SIZE = 20;

/** @param changes increments when an event was deleted or restored */
export function eventRequests(
  within: RequestWithin,
  applyAnswer: ApplyAnswer,
  changes: EventRequests['changes'],
): EventRequests {
  return {
    changes,
    begin: (begin) => within(SLOW_ANSWER_MS).emitWithAck('event:begin', begin),
    list: (before) => within(SLOW_ANSWER_MS).emitWithAck('event:list', { before, limit: EVENT_PAGE_SIZE }),
    winners: (eventIds) => within(SLOW_ANSWER_MS).emitWithAck('event:winners', { eventIds }),
    show: (eventId) => within(SLOW_ANSWER_MS).emitWithAck('event:show', { eventId }),
    copy: (copied) =>
      applyAnswer(within(SLOW_ANSWER_MS).emitWithAck('event:copy', copied), (before, { runOfShow, books }) => ({
        ...before,
        ...{ runOfShow, books },
      })),
    useSteps: (stepIds) =>
      applyAnswer(within(ANSWER_MS).emitWithAck('steps:use', { stepIds: [...stepIds] }), withRunOfShow),
    remove: (eventId, code) => within(ANSWER_MS).emitWithAck('event:remove', { eventId, code }),
    restore: (eventId) => within(ANSWER_MS).emitWithAck('event:restore', { eventId }),
  };
}
