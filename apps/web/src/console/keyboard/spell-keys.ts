/**
 * The keys that choose a spell, in the order of the book: the digits as on the keyboard, then the letters that are no
 * shortcut of any screen, in alphabetical order. A new single-letter shortcut must not take one of them.
 */
const keys: readonly string[] = Array.from('1234567890cdefhlmnopqsvy');

/** Number of spells with a key, counted from the first of the book. */
export const SPELL_KEYS = keys.length;

/** The keycap of the spell at a 0-based place of the book; undefined past the last key. */
export function spellKey(place: number): string | undefined {
  return keys[place]?.toUpperCase();
}

/** The 0-based place in the book of the spell that a key chooses. @param key as `KeyboardEvent.key` */
export function spellPlace(key: string): number | undefined {
  const place = keys.indexOf(key.toLowerCase());
  return place < 0 ? undefined : place;
}
