import type { CastId, CastSource, StoredSource, Orientation, Intent, SpellId } from './entities.js';

/** A model's result for a whole cast. `spell` is null if it fizzled. */
export interface Recognition {
  readonly modelId: string;
  readonly spell: SpellId | null;
  readonly probabilities: readonly number[];
}

export interface StoredCast {
  readonly castId: CastId;
  /** Whether the cast was stored before, because its first acknowledgement got lost. */
  readonly duplicate: boolean;
  /** Null if no model is active. */
  readonly recognition: Recognition | null;
}

/** What the answers for a participant are adapted to: their own casts whose spell is known. */
export interface Adaptation {
  readonly casts: number;
  /** Number of spells of these casts. */
  readonly spells: number;
}

export interface ListedCast {
  readonly castId: CastId;
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly source: CastSource;
  /** Ms since 1970, by the phone's clock. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly count: number;
  /** Samples per second, and the longest time between two of them. */
  readonly rateHz: number;
  readonly maxGapMs: number;
  /** Null if drawn with a finger, and for casts recorded before orientations existed. */
  readonly orientation: Orientation | null;
  readonly recognized: SpellId | null;
}

/** A cast as it is shown to people: its seal and its path. Unlike {@link CastPicture}, without a name. */
export interface ShownCast {
  readonly castId: CastId;
  /** Null if it fizzled. */
  readonly spell: SpellId | null;
  /** Highest probability of the prediction, 0..1. */
  readonly confidence: number;
  /** SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
  /** Estimated path (S7); empty if it cannot be estimated. */
  readonly path: string;
}

/** A cast as the console displays it. */
export interface CastPicture {
  readonly castId: CastId;
  readonly participantId: string;
  readonly nickname: string;
  /** The intended spell, as reported by the phone. */
  readonly spell: SpellId | null;
  readonly source: StoredSource;
  readonly recognized: SpellId | null;
  readonly label: CastLabel | null;
  readonly startedAt: number;
  readonly durationMs: number;
  /** Null if unknown. */
  readonly orientation: Orientation | null;
  /** Approximate path of the movement, [x, y, x, y, ...] in whole percent of a box, y down. Integration makes it drift. */
  readonly sketch: readonly number[];
  /** Comments of members, oldest first. */
  readonly comments: readonly CastComment[];
  /** The cast that was trimmed or split into this one; null if it is whole. */
  readonly originalId: CastId | null;
  /** The casts into which this one was trimmed or split; empty if it is in use itself. */
  readonly partIds: readonly CastId[];
}

/** A cast that was trimmed, split or restored. */
export interface CutCast {
  /** The whole cast. */
  readonly castId: CastId;
  /** Its person. */
  readonly nickname: string;
  /** The casts that replace it, in the order of time; empty once it is restored. */
  readonly partIds: readonly CastId[];
}

/** What a member wrote about a cast. */
export interface CastComment {
  /** Name of the member. */
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly text: string;
}

/** The newest label of a cast that was not withdrawn. */
export interface CastLabel {
  /** Null if the cast is discarded. */
  readonly spell: SpellId | null;
  /** Ms since 1970. */
  readonly at: number;
  /** Name of the member; null for labels made before accounts existed. */
  readonly by: string | null;
}

/** A cast after labeling. */
export interface LabeledCast {
  readonly castId: CastId;
  readonly label: CastLabel | null;
  /** The previous label, which undo restores. It is another member's if they labeled the cast in the meantime. */
  readonly before: CastLabel | null;
  /** The member had already given this label. After a lost answer, that was the same message. */
  readonly repeated?: true;
}
