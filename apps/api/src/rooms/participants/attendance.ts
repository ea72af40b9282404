import type { Participant } from '@wandcast/protocol';

/** One person at one event. It outlives the event: what they began there is kept there. */
export interface Attendance {
  readonly participant: Participant;
  readonly eventId: string;
  /** Out of sight of stage and board when they came in. */
  readonly hidden: boolean;
}
