import type { Participant, Removal } from '@wandcast/protocol';

/** A participant as stored, including fields that only moderators see. */
export interface ParticipantRecord {
  /** Public fields. */
  readonly participant: Participant;
  readonly enteredName: string;
  /** Name shown instead of the entered one; null if that one is shown. */
  readonly displayName: string | null;
  /** Whether the name filter blocked the entered name. */
  readonly flagged: boolean;
  readonly hidden: boolean;
  readonly removal: Removal;
  /** Ms since 1970; null if they were not removed. */
  readonly removedAt: number | null;
}

/** How an entered name is shown: `displayName` replaces it if not null. */
export interface Naming {
  readonly displayName: string | null;
  readonly flagged: boolean;
}
