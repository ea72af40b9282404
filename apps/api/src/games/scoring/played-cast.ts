import type { CastId, ParticipantId, SpellId } from '@wandcast/protocol';

/** A stored cast with the fields used for scoring. Times are ms since 1970 by the server's clock. */
export interface PlayedCast {
  readonly castId: CastId;
  readonly participantId: ParticipantId;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly receivedAt: number;
  /** Null if it fizzled or no model was active. */
  readonly recognized: SpellId | null;
  /** Highest probability of the prediction, 0..1. */
  readonly confidence: number;
  /** Number of spells that the model knew; 0 if no model was active. */
  readonly spells: number;
  /** Drawn by a tap: scored apart and not ranked. */
  readonly isTapped: boolean;
}
