import type { ShownCast } from '../domain/casts.js';
import type { SpellId } from '../domain/entities.js';

/** Figures of a whole event (N5). */
export interface EventTotals {
  /** Number of people who have cast or taught. */
  readonly people: number;
  /** Number of casts, including taught ones. */
  readonly casts: number;
  /** Number of casts that were recognized as a spell. */
  readonly recognized: number;
  /** Number of taught casts. */
  readonly taught: number;
  /** Number of rounds that began and were not undone. */
  readonly rounds: number;
}

/** What a participant takes home (W4). */
export interface Souvenir {
  /** Their most confident recognized cast; null if none was recognized. */
  readonly best: ShownCast | null;
  /** Spells that were recognized in their casts at least once, in the order of the spellbook. */
  readonly spells: readonly SpellId[];
  /** Number of their casts, including taught ones. */
  readonly casts: number;
  readonly taught: number;
  readonly points: number;
  /** Null without points. */
  readonly rank: number | null;
  /** Number of people with points. */
  readonly of: number;
}
