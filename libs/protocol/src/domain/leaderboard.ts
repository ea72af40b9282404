import type { CastId, Grove, Participant, SpellId } from './entities.js';

/** What one cast was worth, and what for. */
export interface Points {
  readonly castId: CastId;
  readonly total: number;
  readonly confidence: number;
  readonly speed: number;
  readonly streak: number;
}

/** Someone's place. Who has equally many points has the same rank; the order is still one. */
export interface Standing extends Participant {
  readonly rank: number;
  readonly points: number;
  /** Places climbed in the newest round that is over or runs; negative where they fell, null where they are new. */
  readonly moved: number | null;
  /** Rounds in a row in which they scored. */
  readonly streak: number;
}

export interface BoardRow extends Standing {
  /** Rank after each of the last rounds, at most five, oldest first; null where they had no points yet. */
  readonly ranks: readonly (number | null)[];
}

export interface GroveStanding {
  readonly grove: Grove;
  readonly rank: number;
  /** Points of its people, and for each of them: groves are compared by the latter. */
  readonly points: number;
  readonly perHead: number;
  readonly people: number;
  readonly moved: number | null;
}

/** One of the first three, with the cast that brought them most points. */
export interface PodiumPlace extends Standing {
  readonly spell: SpellId | null;
  /** SEAL_BARS lengths, 0..99; empty where that cast was taken back. */
  readonly seal: readonly number[];
}

export interface Board {
  /** Rounds that count, the running one among them. */
  readonly rounds: number;
  /** Numbers of the rounds that `ranks` speak of. */
  readonly recent: readonly number[];
  /** How many people have points. */
  readonly people: number;
  /** The first ten. */
  readonly rows: readonly BoardRow[];
  /** All four, best first; empty before anyone has points. */
  readonly groves: readonly GroveStanding[];
  readonly podium: readonly PodiumPlace[];
}

/** A round as it goes, for everyone to see. */
export interface RoundTally {
  readonly roundId: string;
  /** Casts of it by what was heard, in the order of the book; one that is not in the book any more comes last. */
  readonly recognized: readonly (readonly [SpellId, number])[];
  readonly fizzled: number;
  /** People who have cast, of those who play and are here or have cast. */
  readonly people: number;
  readonly of: number;
  /** Who leads it, best first, at most three. */
  readonly leaders: readonly RoundLeader[];
}

export interface RoundLeader extends Participant {
  readonly points: number;
  /** Playing time until their cast ended, ms. */
  readonly tookMs: number;
}

/** What a phone knows of its own place. */
export interface OwnStanding {
  readonly points: number;
  /** Null before there are points. */
  readonly rank: number | null;
  /** How many people have points. */
  readonly of: number;
  readonly moved: number | null;
  readonly streak: number;
  /** Points of the newest round that has begun, all together: of a free round's spells, and with what a duel brings. */
  readonly gained: number;
  /** What the cast that counts in it is worth, in a free round the newest that does; null where none counts yet. */
  readonly last: Points | null;
}
