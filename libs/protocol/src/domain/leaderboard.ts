import type { CastId, Grove, Participant, SpellId } from './entities.js';
import type { ShownCast } from './casts.js';

/** Points of one cast, and their parts. */
export interface Points {
  readonly castId: CastId;
  readonly total: number;
  readonly confidence: number;
  readonly speed: number;
  readonly streak: number;
}

/** A participant's rank. Equal points are ranked by who reached them first, and share a rank only at the same time. */
export interface Standing extends Participant {
  readonly rank: number;
  readonly points: number;
  /** Ranks gained in the newest started round; negative if lost, null if newly ranked. */
  readonly moved: number | null;
  /** Number of consecutive rounds in which they scored. */
  readonly streak: number;
}

export interface BoardRow extends Standing {
  /** Rank after each of the last rounds, at most five, oldest first; null before their first points. */
  readonly ranks: readonly (number | null)[];
}

export interface GroveStanding {
  readonly grove: Grove;
  readonly rank: number;
  /** Total points. */
  readonly points: number;
  /** Points per participant, which determine the rank. */
  readonly perHead: number;
  readonly people: number;
  readonly moved: number | null;
}

/** One of the top three, with their highest-scoring cast. */
export interface PodiumPlace extends Standing {
  readonly spell: SpellId | null;
  /** SEAL_BARS lengths, 0..99; empty if that cast was deleted. */
  readonly seal: readonly number[];
  /** Estimated path of that cast (S7); empty if it was deleted. */
  readonly path: string;
}

export interface Board {
  /** Number of rounds that count, including a running one. */
  readonly rounds: number;
  /** Numbers of the rounds in `ranks`. */
  readonly recent: readonly number[];
  /** Number of people with points. */
  readonly people: number;
  /** The top ten. */
  readonly rows: readonly BoardRow[];
  /** All four, best first; empty before anyone has points. */
  readonly groves: readonly GroveStanding[];
  readonly podium: readonly PodiumPlace[];
}

/** Live results of a round. */
export interface RoundTally {
  readonly roundId: string;
  /** Number of casts by recognized spell, in the order of the spellbook, removed spells last. */
  readonly recognized: readonly (readonly [SpellId, number])[];
  readonly fizzled: number;
  /** Number of players who have cast. */
  readonly people: number;
  /** Number of players who are connected or have cast. */
  readonly of: number;
  /** Whether no cast can change it anymore. After the end of a round, the stage counts until then. */
  readonly isSettled: boolean;
  /** The best players, at most five. */
  readonly leaders: readonly RoundLeader[];
  /** Seals and paths of the casts of the leaders that count, in the same order. Empty until the tally is settled. */
  readonly bestCasts: readonly ShownCast[];
}

export interface RoundLeader extends Participant {
  readonly points: number;
  /** Playing time until their cast ended, ms. */
  readonly tookMs: number;
}

/** Points from casts drawn by a tap. They are kept apart and not ranked. */
export interface TappedPoints {
  readonly points: number;
  /** From the newest started round. */
  readonly gained: number;
}

/** The standing of the phone's own participant. */
export interface OwnStanding {
  readonly points: number;
  /** Null before their first points. */
  readonly rank: number | null;
  /** Number of people with points. */
  readonly of: number;
  /** Number of people who play, with points or not. */
  readonly players: number;
  readonly moved: number | null;
  readonly streak: number;
  /** The standing of their grove; absent if they are not among `players`. */
  readonly grove?: GroveStanding;
  /** Total points from the newest started round, including all spells of a free round and the bonus of a duel. */
  readonly gained: number;
  /** Whether no cast can change the points of the newest started round anymore. */
  readonly isSettled: boolean;
  /** Points from tapped casts, which are not ranked; null without any. */
  readonly tapped: TappedPoints | null;
  /** Points of the cast that counts in it, or of the newest one in a free round; null if none counts yet. */
  readonly last: Points | null;
}
