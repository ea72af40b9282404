import type { EventInfo } from '@wandcast/protocol';

/** The event this server serves, as the rest of the server knows it. */
export interface LiveEvent extends EventInfo {
  readonly id: string;
  readonly capacity: number;
  /** Whether glyph spells learn from the room's own casts automatically. */
  readonly learning: boolean;
  readonly spellbookId: string;
  readonly activeModelId: string | null;
  /** The current step of the run of show. */
  readonly stepId: string | null;
}

/** What pages may know of it. */
export function eventInfo(event: LiveEvent): EventInfo {
  const { code, title, locked, view, teaching, blank, announcement, spotlight, calm, sound } = event;
  return { code, title, locked, view, teaching, blank, announcement, spotlight, calm, sound };
}
