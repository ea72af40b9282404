import type { EventInfo } from '@wandcast/protocol';

/** The event this server serves, as the rest of the server knows it. */
export interface LiveEvent extends EventInfo {
  readonly id: string;
  readonly capacity: number;
  /** Whether glyph spells learn from the room's own casts by themselves. */
  readonly learning: boolean;
  readonly spellbookId: string;
  readonly activeModelId: string | null;
}

/** What pages may know of it. */
export function eventInfo({ code, title, locked, view, teaching }: LiveEvent): EventInfo {
  return { code, title, locked, view, teaching };
}
