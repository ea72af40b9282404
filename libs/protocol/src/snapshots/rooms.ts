import type { EventCode } from '../domain/entities.js';

/** The room of a console. */
export interface ConsoleRoom {
  readonly id: string;
  readonly name: string;
  /** Nobody new may join it. */
  readonly isArchived: boolean;
}

/** A page of the rooms of an organization. */
export interface RoomPage {
  readonly rooms: readonly ListedRoom[];
  /** Number of all rooms, archived ones or others as asked. */
  readonly total: number;
}

/** An organization of this server. */
export interface ListedOrganization {
  readonly id: string;
  readonly name: string;
  /** Ms since 1970. */
  readonly createdAt: number;
  /** Number of rooms without archived ones. */
  readonly rooms: number;
  readonly members: number;
}

/** A room of this server, in which events follow each other. Times are ms since 1970. */
export interface ListedRoom {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** When it was archived; null if it was not. */
  readonly archivedAt: number | null;
  /** Number of events, current and past, without deleted ones. */
  readonly events: number;
  /** The current event. */
  readonly event: { readonly code: EventCode; readonly title: string; readonly beganAt: number };
}
