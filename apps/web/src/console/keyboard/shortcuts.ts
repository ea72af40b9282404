import type { Screen } from '../navigation/screens';

/** What one key press means. */
export type KeyAction =
  | Screen
  | ('next' | 'blank' | 'find' | 'below' | 'above')
  | ('train' | 'wake' | 'undo' | 'keys' | 'discard' | 'restore' | 'all' | 'invert' | 'reset')
  | Digit;
/** The spell at that place of the book, from 1. */
export type Digit = `spell ${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;
export const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `spell ${n}` as Digit);

/** A `g` that waits for its second key, since `at` ms; null where none does. */
export type Prefix = { readonly at: number } | null;

/** How long a `g` waits, ms: long enough to look for the second key, too short to be forgotten. */
export const PREFIX_MS = 1_500;

const screens: Readonly<Record<string, KeyAction>> = {
  ...{ r: 'run', b: 'book', l: 'label', e: 'explore', m: 'models', d: 'data', t: 'team', p: 'phones' },
};
const singles: Readonly<Record<string, KeyAction>> = {
  ...{ ' ': 'next', b: 'blank', '/': 'find', j: 'below', k: 'above' },
  ...{ t: 'train', w: 'wake', z: 'undo', '?': 'keys' },
  ...{ x: 'discard', r: 'restore', a: 'all', i: 'invert', escape: 'reset' },
  ...Object.fromEntries(digits.map((digit, i) => [`${i + 1}`, digit])),
};

/**
 * Reads a key press.
 * @param key as `KeyboardEvent.key`  @param now ms
 * @returns the action, if it is one, and whether a `g` waits after it
 */
export function readKey(
  prefix: Prefix,
  key: string,
  now: number,
): { readonly action: KeyAction | undefined; readonly prefix: Prefix } {
  const pressed = key.toLowerCase();
  if (prefix !== null && now - prefix.at <= PREFIX_MS && pressed in screens)
    return { action: screens[pressed], prefix: null };
  if (pressed === 'g') return { action: undefined, prefix: { at: now } };
  return { action: singles[pressed], prefix: null };
}
