import type { Screen } from '../navigation/screens';
import { spellPlace } from './spell-keys';

/** The action of a key press. */
export type KeyAction =
  | Screen
  | ('next' | 'blank' | 'find' | 'below' | 'above')
  | ('train' | 'activate' | 'undo' | 'help' | 'discard' | 'restore' | 'all' | 'invert' | 'reset')
  | SpellAction;
/** Selects the spell at that 1-based position of the book. */
type SpellAction = `spell-${number}`;
export const spellAction = (place: number): SpellAction => `spell-${place + 1}`;

/** A `g` pressed at `at` ms, waiting for its second key; null if none. */
export type Prefix = { readonly at: number } | null;

/** How long a `g` waits for its second key, ms. */
export const PREFIX_MS = 1_500;

const screens: Readonly<Record<string, KeyAction>> = {
  ...{
    r: 'run',
    b: 'book',
    l: 'label',
    e: 'explore',
    m: 'models',
    d: 'data',
    t: 'team',
    p: 'phones',
    v: 'evenings',
    o: 'rooms',
  },
};
const singles: Readonly<Record<string, KeyAction>> = {
  ...{ ' ': 'next', b: 'blank', '/': 'find', j: 'below', k: 'above' },
  ...{ t: 'train', w: 'activate', z: 'undo', '?': 'help' },
  ...{ x: 'discard', r: 'restore', a: 'all', i: 'invert', escape: 'reset' },
};

/**
 * Interprets a key press.
 * @param key as `KeyboardEvent.key`  @param now ms
 * @returns the action, if any, and the pending prefix
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
  const place = spellPlace(pressed);
  return { action: place === undefined ? singles[pressed] : spellAction(place), prefix: null };
}
