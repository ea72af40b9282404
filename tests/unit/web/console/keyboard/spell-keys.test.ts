import { describe, expect, test } from 'vitest';
import { readKey } from '../../../../../apps/web/src/console/keyboard/shortcuts';
import { SPELL_KEYS, spellKey, spellPlace } from '../../../../../apps/web/src/console/keyboard/spell-keys';
import { labelKey } from '../../../../../apps/web/src/console/label/label-shortcuts';
import { queueKey } from '../../../../../apps/web/src/console/label/queue-shortcuts';

const places = Array.from({ length: SPELL_KEYS }, (_, place) => place);
const otherKeys = ['x', 'r', 'z', 'u', 'j', 'k', 'a', 'i', 'b', 't', 'w', 'g', ' ', '/', '?', 'Enter', 'Escape'];

describe('the keys of spells', () => {
  test('are 24: the digits, 0 for the tenth, then letters', () => {
    expect(places.map(spellKey).join('')).toBe('1234567890CDEFHLMNOPQSVY');
    expect(spellKey(24)).toBeUndefined();
  });

  test('choose the same spell on every screen that labels, in upper and lower case', () => {
    for (const place of places) {
      const key = spellKey(place) ?? '';
      const chosen = { kind: 'spell', spell: place };
      expect([labelKey(key, 24), queueKey(key.toLowerCase(), 24)]).toEqual([chosen, chosen]);
      expect(readKey(null, key, 0).action).toBe(`spell-${place + 1}`);
    }
  });

  test('clash with no other shortcut', () => {
    expect(otherKeys.map(spellPlace)).toEqual(otherKeys.map(() => undefined));
    const letters = places.map((place) => spellKey(place)?.toLowerCase());
    const others = Array.from('abcdefghijklmnopqrstuvwxyz').filter((key) => !letters.includes(key));
    // Every letter that is no spell's has a meaning, so that the table uses all that are free.
    for (const key of others)
      expect(key === 'g' || queueKey(key, 24) !== undefined || readKey(null, key, 0).action !== undefined, key).toBe(
        true,
      );
  });

  test('do nothing past the end of the book', () => {
    expect([labelKey('0', 9), labelKey('c', 10), labelKey('c', 11)]).toEqual([
      undefined,
      undefined,
      { kind: 'spell', spell: 10 },
    ]);
  });
});
