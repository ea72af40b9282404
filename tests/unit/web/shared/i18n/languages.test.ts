import { describe, expect, test } from 'vitest';
import { linkInLanguage } from '../../../../../apps/web/src/shared/i18n/link-language';
import { pickLanguage } from '../../../../../apps/web/src/shared/i18n/languages';
import { preferredLanguage } from '../../../../../apps/web/src/shared/i18n/preferred-language';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const newStorage = (): KeyValueStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const LANGUAGES = ['en', 'de'];
const forbid = (): never => {
  throw new Error('SecurityError');
};

describe('the initial language of a page', () => {
  test('is the first preference that is available, else English', () => {
    expect(pickLanguage(['de', 'en', 'en-GB'], LANGUAGES)).toBe('de');
    expect(pickLanguage([null, 'de', 'en-GB'], LANGUAGES)).toBe('de');
    expect(pickLanguage([null, null, 'de-CH', 'en'], LANGUAGES)).toBe('de');
    expect(pickLanguage([null, null, 'en-US', 'de'], LANGUAGES)).toBe('en');
    expect(pickLanguage([null, null], LANGUAGES)).toBe('en');
  });

  test('is never a language without texts', () => {
    expect(pickLanguage(['fr', null, 'it', 'DE-at', 'en'], LANGUAGES)).toBe('de');
    expect(pickLanguage(['fr', 'pl', 'it'], LANGUAGES)).toBe('en');
    expect(pickLanguage(['', '', 'constructor', 'toString'], LANGUAGES)).toBe('en');
  });

  test('is stored if it comes from the URL', () => {
    const storage = newStorage();
    expect(preferredLanguage(LANGUAGES, storage, '?code=MOTH42&lang=de', ['en-GB'])).toBe('de');
    expect(preferredLanguage(LANGUAGES, storage, '?code=MOTH42', ['en-GB'])).toBe('de');
    expect(preferredLanguage(LANGUAGES, storage, '?lang=en', ['de'])).toBe('en');
    expect(preferredLanguage(LANGUAGES, storage, '', ['de'])).toBe('en');
  });

  test('follows the browser while none is stored', () => {
    const storage = newStorage();
    expect(preferredLanguage(LANGUAGES, storage, '', ['de'])).toBe('de');
    expect(preferredLanguage(LANGUAGES, storage, '', ['en'])).toBe('en');
  });

  test('works if storage is forbidden', () => {
    const closed = pageStorage(() => ({ getItem: forbid, setItem: forbid, removeItem: forbid }));
    expect(preferredLanguage(LANGUAGES, closed, '?lang=de', ['en'])).toBe('de');
    expect(preferredLanguage(LANGUAGES, closed, '', ['de'])).toBe('de');
  });
});

describe('a link in a language', () => {
  test('keeps its token, and replaces an earlier language', () => {
    const link = linkInLanguage('https://wand.example/stage?token=abc', 'de');
    expect(link).toBe('https://wand.example/stage?token=abc&lang=de');
    expect(linkInLanguage(link, 'en')).toBe('https://wand.example/stage?token=abc&lang=en');
    expect(preferredLanguage(LANGUAGES, newStorage(), new URL(link).search, ['en'])).toBe('de');
  });
});
