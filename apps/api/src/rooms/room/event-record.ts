import type { ConsoleRoom, EventInfo } from '@wandcast/protocol';

/** An event as last read from the database. */
export interface EventRecord extends EventInfo {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  /** Whose room it is. */
  readonly organizationId: string;
  /** Whether its room is archived, so that nobody new may join. */
  readonly isArchived: boolean;
  /** How often the links of its room were replaced. */
  readonly linkVersion: number;
  readonly capacity: number;
  /** Whether glyph spells learn from the room's own casts automatically. */
  readonly learning: boolean;
  readonly spellbookId: string;
  readonly activeModelId: string | null;
  /** The current step of the run of show. */
  readonly stepId: string | null;
}

/** The public part of an event, sent to pages. */
export function eventInfo(event: EventRecord): EventInfo {
  const { code, title, locked, view, teaching, blank, announcement, spotlight, calm, sound, reactions } = event;
  return { code, title, locked, view, teaching, blank, announcement, spotlight, calm, sound, reactions };
}

/** The room of an event, sent to consoles. */
export function consoleRoom({ roomId, roomName, isArchived }: EventRecord): ConsoleRoom {
  return { id: roomId, name: roomName, isArchived };
}
