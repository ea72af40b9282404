import { RegExpMatcher, englishRecommendedTransformers } from 'obscenity';
import { refusedWords } from './blocked-words.js';

const matcher = new RegExpMatcher({ ...refusedWords().build(), ...englishRecommendedTransformers });

/** What hides one vowel, as in sh*t. */
const MASK = /(?<=\p{L})[*#·•]+(?=\p{L})/gu;
const VOWELS = ['a', 'e', 'i', 'o', 'u'];

/** Letters that stand alone, one after another, as in f.u.c.k; two may be initials. */
const SPELT_OUT = /(?<![^\s._*+~|-])[^\s._*+~|-](?:[\s._*+~|-]+[^\s._*+~|-](?![^\s._*+~|-])){2,}/gu;
const APART = /[\s._*+~|-]+/gu;

/** Names that two words may make by chance, as Ana L. does. */
const CHANCE = new Set(['anal']);

/**
 * Whether a name is not for a wall that everyone looks at: rude words in English and the rudest of some others, also as
 * l33t, with letters repeated, of other alphabets, apart from each other or starred. A filter errs: who runs the room
 * sees the name and may let it through.
 */
export function isRefusedName(nickname: string): boolean {
  const plain = plainOf(nickname);
  const spelt = plain.replace(SPELT_OUT, (letters) => letters.replace(APART, ''));
  const readings = [plain, spelt, ...VOWELS.map((vowel) => plain.replace(MASK, vowel))];
  return readings.some((reading) => matcher.hasMatch(reading)) || isRefusedAsOne(plain);
}

/** Letters as they look: without marks, joiners and styles. */
function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/ß/gu, 'ss');
}

/** A word in pieces, as in "fu ck". Only if it is all there is: "push it" is two words. */
function isRefusedAsOne(plain: string): boolean {
  const one = plain.replace(APART, '');
  if (one === plain || CHANCE.has(one.toLowerCase())) return false;
  return matcher.getAllMatches(one).some(({ startIndex, endIndex }) => startIndex === 0 && endIndex === one.length - 1);
}
