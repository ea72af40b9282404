import { cleanText } from '../text/clean-text.js';

/** Longest nickname, in UTF-16 code units, as the `maxlength` of an input counts them. */
export const MAX_NICKNAME = 24;

/** Cleans a nickname, see {@link cleanText}, and cuts it to MAX_NICKNAME. May return an empty string. */
export function normalizeNickname(text: string): string {
  let name = '';
  for (const character of Array.from(cleanText(text))) {
    if (name.length + character.length > MAX_NICKNAME) break; // never cuts a surrogate pair
    name += character;
  }
  return cleanText(name); // without the space or joiner at which it was cut
}
