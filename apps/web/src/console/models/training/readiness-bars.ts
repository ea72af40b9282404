/** Most bars per spell; the number says the rest. */
export const MAX_BARS = 34;
/** People needed for a fair test; a gap follows their bars. */
export const FAIR_PEOPLE = 3;

/** Bars of a spell, one per person: full ones and all, at least as many as the widest row needs. */
export function barsOf(people: number, mostPeople: number): { readonly full: number; readonly all: number } {
  return { full: Math.min(people, MAX_BARS), all: Math.min(MAX_BARS, Math.max(12, mostPeople)) };
}
