/** Maximum number of bars per spell; the exact number is shown as text. */
export const MAX_BARS = 34;
/** Number of people needed for a fair test; a gap follows that many bars. */
export const FAIR_PEOPLE = 3;

/** Numbers of full bars and of all bars of a spell. All rows have equally many. @param mostPeople of any spell */
export function barsOf(people: number, mostPeople: number): { readonly full: number; readonly all: number } {
  return { full: Math.min(people, MAX_BARS), all: Math.min(MAX_BARS, Math.max(12, mostPeople)) };
}
