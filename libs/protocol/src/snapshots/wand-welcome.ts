import type { EventInfo, NextEvent, Participant, Spell } from '../domain/entities.js';
import type { Adaptation } from '../domain/casts.js';
import type { OwnStanding } from '../domain/leaderboard.js';
import type { ModelInfo, TeachingNeed } from '../domain/models.js';
import type { Round } from '../domain/rounds.js';

/** The state a wand receives on joining (SPEC H7). */
export interface Welcome {
  readonly participant: Participant;
  /** The current event, even if the joined one is over. */
  readonly event: EventInfo;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  /** In the order of `spells`. */
  readonly teachingNeeds: readonly TeachingNeed[];
  /** The current event if the joined one is over: only pending casts are accepted then. Otherwise null. */
  readonly next: NextEvent | null;
  /** The newest round in any state; null before the first. */
  readonly round: Round | null;
  readonly standing: OwnStanding;
  /** Null if the answers are not adapted to the participant's own casts, or not yet (R4). */
  readonly adaptation: Adaptation | null;
  /** Whether the current step lets wands cast without a press (C14). */
  readonly freeCasting: boolean;
}
