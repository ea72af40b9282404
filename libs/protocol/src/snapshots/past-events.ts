import type { EventCode, Participant, RoundKind, Spell, SpellId } from '../domain/entities.js';
import type { RunOfShow, Step } from '../domain/event-steps.js';
import type { SpellAccuracy, SummaryModel } from '../domain/event-summary.js';
import type { Standing } from '../domain/leaderboard.js';
import type { Books } from '../domain/spellbooks.js';

/** An evening that was imported as a whole. */
export interface EveningImported {
  readonly eventId: string;
  /** Its own, or a new one if another event has it now. */
  readonly code: EventCode;
  readonly title: string;
}

/** An event of this server, current or past. Its figures leave out imported people and casts. Times are ms since 1970. */
export interface ListedEvent {
  readonly id: string;
  readonly code: EventCode;
  readonly title: string;
  readonly createdAt: number;
  /** Whether it is the newest, which pages join. */
  readonly isCurrent: boolean;
  /** When it was deleted; it can be restored for EVENT_GRACE_MS. Null if it was not. */
  readonly deletedAt: number | null;
  /** The spellbook it uses, as it is now. */
  readonly book: EventBook;
  /** Number of participants, without removed ones. */
  readonly people: number;
  /** Number of stored casts, including taught ones. */
  readonly casts: number;
  /** Number of casts that have a label of a member now, including discarded ones. */
  readonly labeled: number;
  /** Number of rounds that count. */
  readonly rounds: number;
  /** What was imported into the event, beside its own figures. */
  readonly imported: { readonly people: number; readonly casts: number };
  /** Null before the first cast. */
  readonly times: EventTimes | null;
}

export interface EventBook {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** In the order of the book, without removed ones. */
  readonly spells: readonly Pick<Spell, 'id' | 'hue' | 'glyph'>[];
}

/** The main part of an event: times of its first and last cast, and casts per interval of `stepMs` from `from` on. */
export interface EventTimes {
  readonly from: number;
  readonly until: number;
  readonly stepMs: number;
  readonly casts: readonly number[];
}

/** A page of events, newest first. */
export interface EventPage {
  readonly events: readonly ListedEvent[];
  /** Number of events on all pages. */
  readonly total: number;
  /** Events are deleted when they have been over for this long, days; null if never. */
  readonly keepDays: number | null;
}

/** Who won the leaderboard of an event: everyone with rank 1, or nobody if nobody has points. */
export interface EventWinners {
  readonly eventId: string;
  readonly winners: readonly (Participant & { readonly points: number })[];
}

/** Everything the console shows of one event. */
export interface EventDetails {
  readonly event: ListedEvent;
  /** Link of the public summary. */
  readonly summaryUrl: string;
  readonly taught: number;
  /** Casts, without taught ones, that a model classified, and how many of these it recognized. */
  readonly predicted: number;
  readonly recognized: number;
  /** The spellbook, followed by other spells that appear below. */
  readonly spells: readonly Spell[];
  /** One entry per spell that was asked for. */
  readonly accuracy: readonly SpellAccuracy[];
  /** The run of show, in order. */
  readonly steps: readonly Step[];
  /** Rounds that count, oldest first. */
  readonly rounds: readonly PlayedRound[];
  /** The top ten of the final leaderboard. */
  readonly board: readonly Standing[];
  /** Number of people with points. */
  readonly players: number;
  /** Models trained during the event, oldest first. */
  readonly models: readonly SummaryModel[];
}

/** A round with its result. */
export interface PlayedRound {
  readonly number: number;
  readonly kind: RoundKind;
  readonly spell: SpellId | null;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Number of people who cast in it, and who scored. */
  readonly people: number;
  readonly hit: number;
  /** Names of those with the most points in it, and these points; 0 if nobody scored. */
  readonly best: readonly string[];
  readonly points: number;
}

/** The current event after another one's plan or spellbook was copied to it, and what it had before. */
export interface EventCopied {
  readonly runOfShow: RunOfShow;
  readonly books: Books;
  readonly before: { readonly stepIds: readonly string[]; readonly bookId: string };
}
