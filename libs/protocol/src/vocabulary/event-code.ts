/** Letters and digits of an event code. Codes made today are eight letters; older ones end with digits. */
export const EVENT_CODE = /^[A-Z0-9]{4,12}$/;

const EIGHT_LETTERS = /^[A-Z]{8}$/;
const UNCHECKED = 7;

/** Letters that cannot be mistaken for digits. Their number is prime, which {@link checkLetter} needs. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';

/** The code that someone typed: in capitals, without spaces and hyphens. */
export function normalizeEventCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a letter of a normalized code must be wrong, or two neighbors changed places. Unknown of older codes: false. */
export function isMistyped(code: string): boolean {
  if (!EIGHT_LETTERS.test(code)) return false;
  return Array.from(code).some((letter) => !LETTERS.includes(letter)) || code.slice(UNCHECKED) !== checkLetter(code);
}

/**
 * The last letter of a code: the sum of the letters before it, each times its place, modulo 23. Places and differences of
 * letters are below 23, a prime, so that a wrong letter always changes the sum, and so do neighbors that changed places.
 * @param code its first seven letters
 */
export function checkLetter(code: string): string {
  let sum = 0;
  for (let i = 0; i < UNCHECKED; i++) sum += (i + 1) * LETTERS.indexOf(code.charAt(i));
  return LETTERS.charAt(sum % LETTERS.length);
}

/** A code as people read it: eight letters in two groups. */
export function shownEventCode(code: string): string {
  return EIGHT_LETTERS.test(code) ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}
