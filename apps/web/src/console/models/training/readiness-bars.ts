/** People of a spell for whom there is a bar each at most; more are told by the number. */
export const MOST_BARS = 34;
/** A fair test needs casts of this many people: a gap follows their bars. */
export const FAIR_PEOPLE = 3;

/** One bar a person: how many are full, and how many there are, enough for the widest of the book. */
export function barsOf(people: number, mostPeople: number): { readonly full: number; readonly all: number } {
  return { full: Math.min(people, MOST_BARS), all: Math.min(MOST_BARS, Math.max(12, mostPeople)) };
}
