/** Minimum per spell for an evaluation on held-out people, which must leave enough people to train on. */
export const ENOUGH_CASTS = 5;
export const ENOUGH_PEOPLE = 3;

/** What a spell still needs before a model can learn it well. */
export type StillNeeded =
  | { readonly kind: 'nothing' }
  /** It can be trained from its glyph; casts of this many people would improve it. */
  | { readonly kind: 'people'; readonly people: number }
  /** Number of further casts, and of new people among those who make them. */
  | { readonly kind: 'casts'; readonly casts: number; readonly people: number };

/**
 * What a taught spell still needs.
 * @param casts taught so far  @param people who taught them  @param hasGlyph whether it can be trained from a glyph alone
 */
export function stillNeeded(casts: number, people: number, hasGlyph: boolean): StillNeeded {
  if (casts >= ENOUGH_CASTS && people >= ENOUGH_PEOPLE) return { kind: 'nothing' };
  if (casts === 0 && hasGlyph) return { kind: 'people', people: ENOUGH_PEOPLE };
  const more = Math.max(0, ENOUGH_PEOPLE - people);
  return { kind: 'casts', casts: Math.max(ENOUGH_CASTS - casts, more), people: more };
}
