import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { effectScope, watchSyncEffect } from 'vue';
import { createPageTexts } from '../../../../../apps/web/src/shared/i18n/page-texts';

const page = { lang: 'en' };
vi.stubGlobal('document', { documentElement: page });
beforeEach(() => (page.lang = 'en'));
afterAll(() => {
  vi.unstubAllGlobals();
});

const english = { hello: 'Hello' };
const german = { hello: 'Hallo' };
const path = '../locales/de/page/index.ts';

describe('the texts of a page', () => {
  test('are English until the language changes, and are reactive', async () => {
    const { texts, language, setLanguage } = createPageTexts(english, { [path]: () => Promise.resolve(german) });
    const shown: string[] = [];
    const scope = effectScope();
    scope.run(() => {
      watchSyncEffect(() => shown.push(texts().hello));
    });
    await setLanguage('de');
    expect([language.value, page.lang]).toEqual(['de', 'de']);
    await setLanguage('en');
    expect([language.value, page.lang]).toEqual(['en', 'en']);
    scope.stop();
    expect(shown).toEqual(['Hello', 'Hallo', 'Hello']);
  });

  test('stay as they are if another language cannot be loaded', async () => {
    const { texts, language, setLanguage } = createPageTexts(english, {
      [path]: () => Promise.reject(new Error('offline')),
    });
    expect(await setLanguage('de')).toBe(false);
    expect([texts().hello, language.value, page.lang]).toEqual(['Hello', 'en', 'en']);
  });

  test('are those requested last, even if others arrive later', async () => {
    let arrive: (texts: typeof german) => void = () => undefined;
    const loaded = new Promise<typeof german>((resolve) => (arrive = resolve));
    const { texts, language, setLanguage } = createPageTexts(english, { [path]: () => loaded });
    const changed = setLanguage('de');
    await setLanguage('en');
    arrive(german);
    await changed;
    expect([texts().hello, language.value, page.lang]).toEqual(['Hello', 'en', 'en']);
  });

  test('fall back to English one by one, arrays and functions as a whole', async () => {
    const base = {
      title: 'Title',
      area: { one: 'One', two: 'Two', count: (n: number) => `${n} spells` },
      ways: ['a', 'b'],
    };
    const { texts, languages, setLanguage } = createPageTexts(base, {
      '../locales/fr/page/index.ts': () => Promise.resolve({ area: { two: 'Deux' }, ways: ['c', 'd'] }),
    });
    expect(languages).toEqual(['en', 'fr']);
    await setLanguage('fr');
    expect(texts()).toEqual({ ...base, area: { ...base.area, two: 'Deux' }, ways: ['c', 'd'] });
    expect(texts().area.count(2)).toBe('2 spells');
  });

  test('do not change to a language without texts', async () => {
    const { language, setLanguage } = createPageTexts(english, {});
    expect(await setLanguage('de')).toBe(false);
    expect(language.value).toBe('en');
  });
});
