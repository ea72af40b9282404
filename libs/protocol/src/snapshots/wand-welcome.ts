import type { EventInfo, NextEvent, Participant, Spell } from '../domain/entities.js';
import type { OwnStanding } from '../domain/leaderboard.js';
import type { ModelInfo, TeachingNeed } from '../domain/models.js';
import type { Round } from '../domain/rounds.js';

/** Everything a wand needs after it joined (SPEC H7). */
export interface Welcome {
  readonly participant: Participant;
  readonly event: EventInfo;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  /** In the order of `spells`. */
  readonly teachingNeeds: readonly TeachingNeed[];
  /** Where the event is over: one may hand over what one kept, and begin no cast any more. Null while it lasts. */
  readonly next: NextEvent | null;
  /** The newest, whether it runs, is over or was undone; null before the first. */
  readonly round: Round | null;
  readonly standing: OwnStanding;
}
