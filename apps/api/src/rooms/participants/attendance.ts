import type { Participant } from '@wandcast/protocol';

/** A participant of one event. Kept after the event ends, so that their open casts are stored under that event. */
export interface Attendance {
  readonly participant: Participant;
  readonly eventId: string;
  /** The room that the event is held in. */
  readonly roomId: string;
  /** Whether they were hidden from stage and leaderboard when they connected. */
  readonly hidden: boolean;
  /** Whether they were created by this handshake, so that nothing is stored of them yet. */
  readonly isNew: boolean;
}

/** A participant who came back as they were, or what creates or changes one. */
export type Joined =
  | { readonly returning: Attendance; readonly write?: undefined }
  | { readonly returning?: undefined; readonly write: () => Promise<Attendance> };
