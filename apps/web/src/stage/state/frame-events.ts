import { reactions, type Reaction, type StageFrame } from '@wandcast/protocol';

/** A participant who asked where they are. `at`: ms as performance.now(). */
export interface LocatedEvent {
  readonly slot: number;
  readonly at: number;
}

export interface ReactionEvent {
  readonly slot: number;
  readonly reaction: Reaction;
  /** Ms as performance.now(). */
  readonly at: number;
}

/** How long events are kept, ms: longer than any animation of them. */
export const EVENT_MS = 6_000;

/** Maximum number of kept events of a kind, so that a room full of applause stays cheap. */
export const MAX_EVENTS = 240;

/** Adds the events of a frame, oldest first, and drops old ones. Keeps the list itself if nothing changes. */
function addEvents<E extends { readonly at: number }>(
  events: readonly E[],
  fresh: readonly E[],
  now: number,
): readonly E[] {
  const recent = events.filter(({ at }) => now - at < EVENT_MS);
  return fresh.length === 0 && recent.length === events.length ? events : [...recent, ...fresh].slice(-MAX_EVENTS);
}

export function addLocated(
  located: readonly LocatedEvent[],
  frame: Pick<StageFrame, 'located'>,
  now: number,
): readonly LocatedEvent[] {
  const fresh = (frame.located ?? []).map((slot) => ({ slot, at: now }));
  return addEvents(located, fresh, now);
}

/** Ignores indices that this page does not know. */
export function addReactions(
  events: readonly ReactionEvent[],
  frame: Pick<StageFrame, 'reactions'>,
  now: number,
): readonly ReactionEvent[] {
  const fresh = (frame.reactions ?? []).flatMap(([slot, index]) => {
    const reaction = reactions[index];
    return reaction === undefined ? [] : [{ slot, reaction, at: now }];
  });
  return addEvents(events, fresh, now);
}
