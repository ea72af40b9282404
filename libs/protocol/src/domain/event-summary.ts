import type { GroveStanding, PodiumPlace } from './leaderboard.js';
import type { RoundKind, Spell, SpellId } from './entities.js';

/**
 * An evening in figures, for everyone who has its link. It names nobody, and holds no id of a person or a cast.
 * Times are ms since 1970 by the server's clock.
 */
export interface Summary {
  readonly title: string;
  /** When it began: with its first cast, and before there is one when its room was opened. */
  readonly at: number;
  /** Everyone who signed the book and was not sent out. */
  readonly people: number;
  /** All that is stored: lessons, and casts that were none. */
  readonly casts: number;
  readonly lessons: number;
  /** Casts that were no lessons and that a model listened to, and those of them that fizzled. */
  readonly predicted: number;
  readonly fizzled: number;
  /** The book, and behind it what was taken out of it and figures below all the same. */
  readonly spells: readonly Spell[];
  /** Null before the first cast. */
  readonly times: CastTimes | null;
  /** Of each spell that was asked for, in the order of `spells`. */
  readonly accuracy: readonly SpellAccuracy[];
  /** The one that went wrong most; null where too few were asked for, or none went wrong. */
  readonly hardest: SpellId | null;
  /** What was heard most often. */
  readonly favorite: SpellCount | null;
  /** Those that were trained in the evening, in their order. */
  readonly models: readonly SummaryModel[];
  /** Those that count, in their order. */
  readonly rounds: readonly SummaryRound[];
  /** The first three. */
  readonly podium: readonly SummaryPlace[];
  /** All four, best first; empty before anyone has points. */
  readonly groves: readonly Omit<GroveStanding, 'moved'>[];
}

/** When casts came, from `from` on: how many lessons and how many others in each step. */
export interface CastTimes {
  readonly from: number;
  readonly stepMs: number;
  readonly lessons: readonly number[];
  readonly others: readonly number[];
  /** Casts of hours apart from the evening itself: someone tried it the day before. */
  readonly apart: number;
}

export interface SpellCount {
  readonly spell: SpellId;
  readonly casts: number;
}

/**
 * How well a spell was heard, of the casts of which one knows what was meant: a person said it since, their wand said it,
 * or a round asked for it. Lessons are not among them, nor what was discarded.
 */
export interface SpellAccuracy {
  readonly spell: SpellId;
  readonly asked: number;
  readonly right: number;
  readonly fizzled: number;
  /** What it was heard as most often, where it was heard as another. */
  readonly mistaken: SpellCount | null;
}

export interface SummaryModel {
  readonly version: number;
  readonly at: number;
  /** Taught casts it learnt from, and how many people they are of. */
  readonly casts: number;
  readonly people: number;
  /** Share of casts of people it had not met that it named right; null where that was not measured. */
  readonly accuracy: number | null;
}

export interface SummaryRound {
  readonly number: number;
  readonly kind: RoundKind;
  readonly spell: SpellId | null;
  readonly startsAt: number;
  readonly endsAt: number;
  /** People who cast in it, and those of them who have points of it. */
  readonly people: number;
  readonly hit: number;
  /** Playing time until the first of those casts ended, ms. */
  readonly quickestMs: number | null;
}

export type SummaryPlace = Pick<PodiumPlace, 'sigil' | 'metal' | 'grove' | 'rank' | 'points' | 'spell' | 'seal'>;
