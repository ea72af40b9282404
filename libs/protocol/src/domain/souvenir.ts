import type { CastId, SpellId } from './entities.js';

/** Figures of a whole event. */
export interface EventTotals {
  /** Number of people who have cast or taught. */
  readonly people: number;
  /** Number of casts, including taught ones. */
  readonly casts: number;
  /** Number of casts that were recognized as a spell. */
  readonly recognized: number;
  /** Number of taught casts. */
  readonly taught: number;
  /** Number of rounds that counted. */
  readonly rounds: number;
}

/** A cast as it is shown to people: its seal and its path. */
export interface ShownCast {
  readonly castId: CastId;
  /** Null if it fizzled. */
  readonly spell: SpellId | null;
  /** Highest probability of the prediction, 0..1. */
  readonly confidence: number;
  /** SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
  /** Estimated path (W12); empty if it cannot be estimated. */
  readonly path: string;
}

/** What a participant takes home. */
export interface Souvenir {
  /** Their most confident recognized cast; null if none was recognized. */
  readonly best: ShownCast | null;
  /** Spells that they cast and the model recognized, in the order of the spellbook. */
  readonly spells: readonly SpellId[];
  readonly casts: number;
  readonly taught: number;
  readonly points: number;
  /** Null without points. */
  readonly rank: number | null;
  /** Number of people with points. */
  readonly of: number;
}
