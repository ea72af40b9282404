/** Longest nickname, in UTF-16 units: what a name field counts. */
export const MAX_NICKNAME = 24;

/** Joins the parts of an emoji (U+200D) or keeps letters apart (U+200C): hidden, and part of a name all the same. */
const JOINERS = /[\u200c\u200d]/u;

/**
 * A nickname as it is kept: accents composed, spaces folded, and nothing in it that hides, reverses or breaks
 * the line it stands in. May be empty.
 */
export function tidyNickname(text: string): string {
  const shown = Array.from(text.normalize('NFC').replace(/\s+/gu, ' ')).filter(
    (character) => JOINERS.test(character) || !/[\p{C}\p{Zl}\p{Zp}]/u.test(character),
  );
  let name = '';
  for (const character of shown) {
    if (name.length + character.length > MAX_NICKNAME) break; // by whole characters: half an emoji is none
    name += character;
  }
  return name.replace(/^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/gu, '');
}
