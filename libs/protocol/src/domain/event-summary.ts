import type { GroveStanding, PodiumPlace } from './leaderboard.js';
import type { RoundKind, Spell, SpellId } from './entities.js';

/**
 * Statistics of an event, for everyone who has its link. Anonymous: without names, and without ids of participants or
 * casts. Times are server time, ms since 1970.
 */
export interface Summary {
  readonly title: string;
  /** Time of the first cast; before that, when the event was created. */
  readonly at: number;
  /** Number of participants, without removed ones. */
  readonly people: number;
  /** Number of stored casts, including taught ones. */
  readonly casts: number;
  /** Number of taught casts. */
  readonly taught: number;
  /** Casts, without taught ones, that a model classified, and how many of these fizzled. */
  readonly predicted: number;
  readonly fizzled: number;
  /** The spellbook, followed by removed spells that appear in the figures below. */
  readonly spells: readonly Spell[];
  /** Null before the first cast. */
  readonly times: CastTimes | null;
  /** One entry per spell that was asked for, in the order of `spells`. */
  readonly accuracy: readonly SpellAccuracy[];
  /** The spell with the most errors; null if there were too few casts, or no errors. */
  readonly hardest: SpellId | null;
  /** The spell recognized most often. */
  readonly favorite: SpellCount | null;
  /** Models trained during the event, oldest first. */
  readonly models: readonly SummaryModel[];
  /** Rounds that count, oldest first. */
  readonly rounds: readonly SummaryRound[];
  /** The top three. */
  readonly podium: readonly SummaryPlace[];
  /** All four, best first; empty before anyone has points. */
  readonly groves: readonly Omit<GroveStanding, 'moved'>[];
}

/** Histogram of casts over time from `from` on: taught casts and others, per interval of `stepMs`. */
export interface CastTimes {
  readonly from: number;
  readonly stepMs: number;
  readonly taught: readonly number[];
  readonly others: readonly number[];
  /** Number of casts outside the histogram, hours away from the event itself, such as tests on the day before. */
  readonly outside: number;
}

export interface SpellCount {
  readonly spell: SpellId;
  readonly casts: number;
}

/**
 * How well a spell was recognized, over the casts whose intended spell is known from a label, the wand or the round.
 * Excludes taught and discarded casts.
 */
export interface SpellAccuracy {
  readonly spell: SpellId;
  readonly asked: number;
  readonly right: number;
  readonly fizzled: number;
  /** The other spell it was most often mistaken for; null if none. */
  readonly mistaken: SpellCount | null;
}

export interface SummaryModel {
  readonly version: number;
  readonly at: number;
  /** Number of taught casts it was trained on, and of the people who made them. */
  readonly casts: number;
  readonly people: number;
  /** Accuracy on held-out people, 0..1; null if not measured. */
  readonly accuracy: number | null;
}

export interface SummaryRound {
  readonly number: number;
  readonly kind: RoundKind;
  readonly spell: SpellId | null;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Number of people who cast in it, and of those who scored. */
  readonly people: number;
  readonly hit: number;
  /** Playing time until the end of the first cast that scored, ms. */
  readonly quickestMs: number | null;
}

export type SummaryPlace = Pick<PodiumPlace, 'sigil' | 'metal' | 'grove' | 'rank' | 'points' | 'spell' | 'seal'>;
