import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../../../apps/web/src/shared/i18n/languages';
import { ownLanguage } from '../../../../../apps/web/src/shared/i18n/preferred-language';
import type { Shelf } from '../../../../../apps/web/src/shared/storage/local-storage';

const newShelf = (): Shelf => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const forbid = (): never => {
  throw new Error('SecurityError');
};

describe('the language a page begins with', () => {
  test('is what the address asks for, else what was chosen, else the browser’s own, else English', () => {
    expect(languageOf('de', 'en', ['en-GB'])).toBe('de');
    expect(languageOf(null, 'de', ['en-GB'])).toBe('de');
    expect(languageOf(null, null, ['de-CH', 'en'])).toBe('de');
    expect(languageOf(null, null, ['en-US', 'de'])).toBe('en');
    expect(languageOf(null, null, [])).toBe('en');
  });

  test('passes over languages there are no texts in', () => {
    expect(languageOf('fr', null, ['it', 'DE-at', 'en'])).toBe('de');
    expect(languageOf('fr', 'pl', ['it'])).toBe('en');
    expect(languageOf('', '', ['constructor', 'toString'])).toBe('en');
  });

  test('is kept where the address asked for it', () => {
    const shelf = newShelf();
    expect(ownLanguage(shelf, '?code=MOTH42&lang=de', ['en-GB'])).toBe('de');
    expect(ownLanguage(shelf, '?code=MOTH42', ['en-GB'])).toBe('de');
    expect(ownLanguage(shelf, '?lang=en', ['de'])).toBe('en');
    expect(ownLanguage(shelf, '', ['de'])).toBe('en');
  });

  test('follows the browser as long as nobody asked for another', () => {
    const shelf = newShelf();
    expect(ownLanguage(shelf, '', ['de'])).toBe('de');
    expect(ownLanguage(shelf, '', ['en'])).toBe('en');
  });

  test('is there where the browser keeps nothing', () => {
    const closed: Shelf = { getItem: forbid, setItem: forbid, removeItem: forbid };
    expect(ownLanguage(closed, '?lang=de', ['en'])).toBe('de');
    expect(ownLanguage(closed, '', ['de'])).toBe('de');
  });
});
