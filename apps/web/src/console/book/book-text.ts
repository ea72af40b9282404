/** Characters of a book's name, and of an event's title, at most. */
export const MOST_BOOK_NAME = 40;
export const MOST_TITLE = 60;

/** How many spells a book has, for people. */
export function spellsWords(spells: number): string {
  if (spells === 0) return 'blank';
  return spells === 1 ? '1 spell' : `${spells.toLocaleString('en')} spells`;
}

/** Who is told that the evening is over, for people. */
export function wandsWords(wands: number): string {
  if (wands === 0) return 'No phone is here now. Whoever comes back with the old code is led to the new one.';
  const phones =
    wands === 1 ? 'The phone that is here is' : `The ${wands.toLocaleString('en')} phones that are here are`;
  return `${phones} told that this evening is over, and led to the new code. Casts in the air are still kept.`;
}
