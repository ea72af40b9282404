/** Longest nickname, in UTF-16 code units, as the `maxlength` of an input counts them. */
export const MAX_NICKNAME = 24;

/** Invisible characters that are part of a name: U+200D joins emoji, U+200C separates letters. */
const JOINERS = /[\u200c\u200d]/u;

/**
 * Normalizes a nickname: NFC, single spaces, and no control, format or separator characters, which could hide, reverse
 * or break the surrounding text. May return an empty string.
 */
export function normalizeNickname(text: string): string {
  let name = '';
  for (const character of visibleCharacters(text)) {
    if (name.length + character.length > MAX_NICKNAME) break; // never cuts a surrogate pair
    name += character;
  }
  return trimmed(name);
}

/** The same for names that are refused if they are too long, and not cut. */
export function normalizeName(text: string): string {
  return trimmed(visibleCharacters(text).join(''));
}

function visibleCharacters(text: string): string[] {
  return Array.from(text.normalize('NFC').replace(/\s+/gu, ' ')).filter(
    (character) => JOINERS.test(character) || !/[\p{C}\p{Zl}\p{Zp}]/u.test(character),
  );
}

const trimmed = (name: string): string => name.replace(/^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/gu, '');
