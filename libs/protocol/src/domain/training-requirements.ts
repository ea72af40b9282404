/** A fair test holds people out: fewer than three leave nobody to learn from, fewer casts say little of anyone. */
const ENOUGH_CASTS = 5;
const ENOUGH_PEOPLE = 3;

/** What a spell still needs before a model knows it well. */
export type StillNeeded =
  | { readonly kind: 'nothing' }
  /** It can be cast from its glyph alone; so many people would make it surer. */
  | { readonly kind: 'people'; readonly people: number }
  /** So many casts more, from so many people who have not taught it; 0 where nobody new is needed. */
  | { readonly kind: 'casts'; readonly casts: number; readonly people: number };

/**
 * What is missing of a spell that the room teaches.
 * @param casts taught so far  @param people who taught them  @param hasGlyph whether a model can know it untaught
 */
export function stillNeeded(casts: number, people: number, hasGlyph: boolean): StillNeeded {
  if (casts >= ENOUGH_CASTS && people >= ENOUGH_PEOPLE) return { kind: 'nothing' };
  if (casts === 0 && hasGlyph) return { kind: 'people', people: ENOUGH_PEOPLE };
  const more = Math.max(0, ENOUGH_PEOPLE - people);
  return { kind: 'casts', casts: Math.max(ENOUGH_CASTS - casts, more), people: more };
}
