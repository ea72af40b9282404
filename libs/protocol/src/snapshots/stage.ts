import type { CastId, EventInfo, Intent, Participant, ParticipantId, Spell, SpellId } from '../domain/entities.js';
import type { Board, RoundTally } from '../domain/leaderboard.js';
import type { ModelInfo, StageReport, TeachingNeed, TrainingProgress } from '../domain/models.js';
import type { Round } from '../domain/rounds.js';
import type { EventTotals } from './souvenir.js';

/** A participant on the stage. Frames refer to them by `slot` (SPEC S2a). */
export interface StageWand extends Participant {
  readonly slot: number;
}

export interface StageResult {
  readonly slot: number;
  readonly castId: CastId;
  readonly intent: Intent;
  /** The model that recognized the cast; null for teach casts and without a model. */
  readonly modelId: string | null;
  /** The taught spell for a teach cast, otherwise the recognized spell; null if it fizzled. */
  readonly spell: SpellId | null;
  /** Probabilities in whole percent, in the order of the model's spells; empty for teach casts and without a model. */
  readonly percents: readonly number[];
  /** Seal of the whole cast: SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
  /** Shape of a taught cast as base64, see STAGE_TRACE_POINTS. Only while the stage shows teaching. */
  readonly trace?: string;
  /** Estimated path (S7). Of a few casts per second only, because it is costly. */
  readonly path?: string;
}

export interface StageStroke {
  readonly slot: number;
  /** Estimated path (S7). */
  readonly path: string;
}

export interface StageCounts {
  readonly wands: number;
  readonly casts: number;
  readonly perMinute: number;
}

/** Changes since the last tick: one message per tick for any number of participants. Absent fields did not change. */
export interface StageFrame {
  readonly tick: number;
  /** New slots, and known ones whose name or look changed. */
  readonly joined?: readonly StageWand[];
  /** Slots of participants who disconnected or were hidden. */
  readonly left?: readonly number[];
  /** The members of `left` who were hidden or removed, or deleted their data: everything of theirs must disappear. */
  readonly hidden?: readonly number[];
  /** The same of participants who had no slot: they had disconnected before. */
  readonly hiddenIds?: readonly ParticipantId[];
  /** Casts in progress: slot, index of the first new bar, then the new bars (0..99), one per SEAL_BAR_MS. */
  readonly live?: readonly (readonly number[])[];
  /** Slots whose cast in progress ended without a result. */
  readonly ended?: readonly number[];
  readonly results?: readonly StageResult[];
  /** Estimated paths so far of a few casts in progress, each from its start (S7). */
  readonly strokes?: readonly StageStroke[];
  /** Reactions: slot and index in `reactions`. */
  readonly reactions?: readonly (readonly [slot: number, reaction: number])[];
  /** Slots of participants who ask where they are. */
  readonly located?: readonly number[];
  readonly counts?: StageCounts;
  /** At most twice a second. */
  readonly tally?: RoundTally;
  readonly board?: Board;
  /** In the order of the spellbook. Only while the stage shows teaching. */
  readonly teachingNeeds?: readonly TeachingNeed[];
}

/** The state a stage receives on connecting. */
export interface StageSnapshot {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly wands: readonly StageWand[];
  /** The latest results of these wands, oldest first. */
  readonly recent: readonly StageResult[];
  /** Casts in progress: slot, 0, then all bars so far (0..99). */
  readonly live: readonly (readonly number[])[];
  readonly round: Round | null;
  readonly tally: RoundTally | null;
  readonly board: Board;
  readonly teachingNeeds: readonly TeachingNeed[];
  /** Text of the current `note` step; null at any other step. */
  readonly note: string | null;
  /** Figures of the event; null unless the stage shows `thanks`. */
  readonly totals: EventTotals | null;
  /** Link to the summary of the event. */
  readonly summaryUrl: string;
  readonly counts: StageCounts;
  readonly training: TrainingProgress | null;
  /** Metrics and learning curve of the active model. */
  readonly report: StageReport | null;
}
