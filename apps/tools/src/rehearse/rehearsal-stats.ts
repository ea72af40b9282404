/** What a crowd of wizards did, and what became of it. */
export interface Tally {
  /** Who the room let in, who has gone since, and who was not let in. */
  came: number;
  left: number;
  turnedAway: number;
  /** Casts and lessons whose hand came to rest. */
  casts: number;
  stored: number;
  refused: number;
  /** Without an answer when their wizard left. */
  waiting: number;
  /** Of `stored`: lessons, and casts that were heard as what the hand drew. */
  taught: number;
  recognized: number;
  /** Phones that went to sleep and came back, and pages that were loaded again. */
  returns: number;
  reloads: number;
}

export function newTally(): Tally {
  const casts = { casts: 0, stored: 0, refused: 0, waiting: 0, taught: 0, recognized: 0 };
  return { came: 0, left: 0, turnedAway: 0, ...casts, returns: 0, reloads: 0 };
}
