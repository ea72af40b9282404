import type { Participant, Removal } from '@wandcast/protocol';

/** Someone who signed the book of an event, as the server knows them. */
export interface ParticipantRecord {
  /** As everyone sees them. */
  readonly participant: Participant;
  /** The name they signed. */
  readonly signed: string;
  /** What everyone sees in its place; null if that is what they signed. */
  readonly displayName: string | null;
  /** The filter did not let it through. */
  readonly flagged: boolean;
  readonly hidden: boolean;
  readonly removal: Removal;
  /** Ms since 1970; null if they were not removed. */
  readonly removedAt: number | null;
}

/** What everyone sees in place of a name that was signed: null where nothing else. */
export interface Naming {
  readonly displayName: string | null;
  readonly flagged: boolean;
}
