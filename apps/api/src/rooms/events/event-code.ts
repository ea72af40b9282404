import { randomInt } from 'node:crypto';
import { checkLetter, type EventCode } from '@wandcast/protocol';

/** Consonants that look like no digit: without vowels, codes spell no words. */
const CONSONANTS = 'BCDFGHJKMNPQRSTVWXYZ';
const RANDOM_LETTERS = 7;

/** Number of different codes: more than 2 ** 30. */
export const EVENT_CODES = CONSONANTS.length ** RANDOM_LETTERS;

/**
 * A join code such as KQMX RTBW: as many letters as fit on a stage to be read from the last row, typed without changing
 * the keyboard; the last one shows typing mistakes. Too many codes to find a room by trying, however many rooms there are.
 * @param random 0..1, excluding 1; by default nobody can predict it
 */
export function newEventCode(random: () => number = unpredictable): EventCode {
  const letters = Array.from({ length: RANDOM_LETTERS }, () =>
    CONSONANTS.charAt(Math.floor(random() * CONSONANTS.length)),
  );
  const code = letters.join('');
  return (code + checkLetter(code)) as EventCode;
}

function unpredictable(): number {
  return randomInt(2 ** 47) / 2 ** 47;
}
