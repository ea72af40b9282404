import type { CastId, EventInfo, Intent, Participant, Spell, SpellId } from '../domain/entities.js';
import type { Board, RoundTally } from '../domain/leaderboard.js';
import type { ModelInfo, StageReport, TeachingNeed, TrainingProgress } from '../domain/models.js';
import type { Round } from '../domain/rounds.js';

/** One person on the stage. `slot` is short and stable for as long as the server runs; frames speak of slots. */
export interface StageWand extends Participant {
  readonly slot: number;
}

export interface StageResult {
  readonly slot: number;
  readonly castId: CastId;
  readonly intent: Intent;
  /** Whose verdict it is, and whose order `percents` has; null for teach casts and without a model. */
  readonly modelId: string | null;
  /** Taught spell for a teach cast, recognized spell for a cast; null where it fizzled. */
  readonly spell: SpellId | null;
  /** Whole percents in the model's order; empty for teach casts and without a model. */
  readonly percents: readonly number[];
  /** Seal of the whole cast: SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
  /** Of a taught cast while the stage shows teaching: its shape, see STAGE_TRACE_POINTS, as base64. */
  readonly trace?: string;
}

export interface StageCounts {
  readonly wands: number;
  readonly casts: number;
  readonly perMinute: number;
}

/** One message a tick, whatever the size of the crowd; it crosses the wire packed. Absent fields have nothing new. */
export interface StageFrame {
  readonly tick: number;
  readonly joined?: readonly StageWand[];
  readonly left?: readonly number[];
  /** Those of `left` that a moderator took off the stage: nothing of them is to be seen any more. */
  readonly hidden?: readonly number[];
  /** Casts in progress: slot, index of the first new bar, then the new bars (0..99), one every SEAL_BAR_MS. */
  readonly live?: readonly (readonly number[])[];
  /** Casts given up by their hand: slots. */
  readonly ended?: readonly number[];
  readonly results?: readonly StageResult[];
  readonly counts?: StageCounts;
  /** At most two a second. */
  readonly tally?: RoundTally;
  readonly board?: Board;
  /** While the stage shows teaching: in the order of the book. */
  readonly teachingNeeds?: readonly TeachingNeed[];
}

export interface StageSnapshot {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly wands: readonly StageWand[];
  readonly recent: readonly StageResult[];
  /** Casts in progress, as in frames. */
  readonly live: readonly (readonly number[])[];
  readonly round: Round | null;
  readonly tally: RoundTally | null;
  readonly board: Board;
  readonly teachingNeeds: readonly TeachingNeed[];
  /** The show's words where it is at a note; null elsewhere. */
  readonly note: string | null;
  readonly counts: StageCounts;
  readonly training: TrainingProgress | null;
  /** The model that is awake, with its figures, and its curve. */
  readonly report: StageReport | null;
}
