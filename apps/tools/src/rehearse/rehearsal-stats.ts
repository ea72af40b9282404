/** Totals of a rehearsal. */
export interface RehearsalStats {
  /** Wizards who joined, who left again, and who were refused. */
  came: number;
  left: number;
  turnedAway: number;
  /** Casts finished, including taught ones. */
  casts: number;
  stored: number;
  refused: number;
  /** Casts still unanswered when their wizard left. */
  waiting: number;
  /** Parts of `stored`: taught casts, and casts recognized as the spell that was drawn. */
  taught: number;
  recognized: number;
  /** Phones put away and taken out again, and pages reloaded. */
  returns: number;
  reloads: number;
}

export function newRehearsalStats(): RehearsalStats {
  const casts = { casts: 0, stored: 0, refused: 0, waiting: 0, taught: 0, recognized: 0 };
  return { came: 0, left: 0, turnedAway: 0, ...casts, returns: 0, reloads: 0 };
}
