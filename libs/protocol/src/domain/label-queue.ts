import type { CastPicture } from './casts.js';
import type { QueueSlice, SpellId } from './entities.js';

/** A cast in the label queue. */
export interface QueuedCast {
  readonly picture: CastPicture;
  readonly slice: QueueSlice;
  /** Why training ignores the cast until a moderator has reviewed it; null if it is not quarantined. */
  readonly quarantine: Quarantine | null;
  /** Best guess of the active model, even below its threshold; null if not classified yet. */
  readonly guess: QueueGuess | null;
  /** What members said, oldest first; empty unless they disagree or somebody was unsure. */
  readonly opinions: readonly CastOpinion[];
  /** The shape of the cast (SPEC X3); null if not computed yet. */
  readonly shape: readonly number[] | null;
}

/** A member's newest label of a cast. */
export interface CastOpinion {
  /** Name of the member. */
  readonly by: string;
  readonly kind: 'spell' | 'discard' | 'unsure';
  /** Null unless `kind` is `spell`. */
  readonly spell: SpellId | null;
}

export interface QueueGuess {
  readonly spell: SpellId | null;
  readonly confidence: number;
  /** The second-best spell, null if unknown, and its probability. */
  readonly next: SpellId | null;
  readonly runnerUp: number;
}

/** A labeled cast, and its similarity to another cast, 0..1. */
export interface SimilarCast {
  readonly picture: CastPicture;
  readonly similarity: number;
  readonly shape: readonly number[];
}

/**
 * `still`: the phone did not move. `short`: too short for a gesture. `unlike`: the model is confident that it is another
 * spell than the taught one. `nothing`: the model is confident that it is no spell.
 */
export type Quarantine = 'still' | 'short' | 'unlike' | 'nothing';

/** Progress of the labeling. */
export interface QueueState {
  /** Number of waiting casts by reason. */
  readonly waiting: Readonly<Record<Exclude<QueueSlice, 'random' | 'mine'>, number>>;
  /** Number of casts with a current label, and of all casts. */
  readonly labeled: number;
  readonly casts: number;
  /** Number of casts that the active model has classified. */
  readonly scored: number;
  /** Labels in the last ten minutes, by this member and by everyone. */
  readonly mine: number;
  readonly everyones: number;
  readonly agreement: Agreement;
}

/** Agreement between members who labeled the same casts. */
export interface Agreement {
  /** Number of casts that two or more members labeled. */
  readonly casts: number;
  /** How many of them got the same label from everyone. */
  readonly agreed: number;
  /** Krippendorff's alpha: 1 is perfect agreement, 0 is chance; null if undefined. */
  readonly alpha: number | null;
}
