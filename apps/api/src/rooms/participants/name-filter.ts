import { RegExpMatcher, englishRecommendedTransformers } from 'obscenity';
import { blockedWords } from './blocked-words.js';

const matcher = new RegExpMatcher({ ...blockedWords().build(), ...englishRecommendedTransformers });

/** Symbols that replace one vowel, as in sh*t. */
const MASK = /(?<=\p{L})[*#·•]+(?=\p{L})/gu;
const VOWELS = ['a', 'e', 'i', 'o', 'u'];

/** Three or more single letters in a row, as in f.u.c.k; two may be initials. */
const SPELLED_OUT = /(?<![^\s._*+~|-])[^\s._*+~|-](?:[\s._*+~|-]+[^\s._*+~|-](?![^\s._*+~|-])){2,}/gu;
const SEPARATORS = /[\s._*+~|-]+/gu;

/** Blocked words that a harmless name may form when joined, as Ana L. does. */
const HARMLESS_JOINED = new Set(['anal']);

/**
 * Whether a name must not be shown on the stage: it contains profanity in English, or the worst words of some
 * other languages, even if disguised as l33t or with repeated, lookalike, separated or masked letters. Filters make
 * mistakes, so moderators see the entered name and may allow it.
 */
export function isBlockedName(nickname: string): boolean {
  const plain = normalizeLetters(nickname);
  const joined = plain.replace(SPELLED_OUT, (letters) => letters.replace(SEPARATORS, ''));
  const readings = new Set([plain, joined, ...VOWELS.map((vowel) => plain.replace(MASK, vowel))]);
  return [...readings].some((reading) => matcher.hasMatch(reading)) || isSplitBlockedWord(plain);
}

/** Normalizes text to plain letters: without diacritics, invisible characters and styles. */
function normalizeLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/ß/gu, 'ss');
}

/** Whether the whole name is a split blocked word, as in "fu ck". Ignores partial matches, as in "push it". */
function isSplitBlockedWord(plain: string): boolean {
  const one = plain.replace(SEPARATORS, '');
  if (one === plain || HARMLESS_JOINED.has(one.toLowerCase())) return false;
  return matcher.getAllMatches(one).some(({ startIndex, endIndex }) => startIndex === 0 && endIndex === one.length - 1);
}
