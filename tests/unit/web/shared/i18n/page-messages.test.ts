import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { effectScope, watchSyncEffect } from 'vue';
import { pageWords } from '../../../../../apps/web/src/shared/i18n/page-messages';

const page = { lang: 'en' };
vi.stubGlobal('document', { documentElement: page });
beforeEach(() => (page.lang = 'en'));
afterAll(() => {
  vi.unstubAllGlobals();
});

const english = { hello: 'Hello' };
const german = { hello: 'Hallo' };

describe('the texts of a page', () => {
  test('are English until they are told otherwise, and change where they are shown', async () => {
    const { words, language, speak } = pageWords(english, { de: () => Promise.resolve(german) });
    const shown: string[] = [];
    const scope = effectScope();
    scope.run(() => {
      watchSyncEffect(() => shown.push(words().hello));
    });
    await speak('de');
    expect([language.value, page.lang]).toEqual(['de', 'de']);
    await speak('en');
    expect([language.value, page.lang]).toEqual(['en', 'en']);
    scope.stop();
    expect(shown).toEqual(['Hello', 'Hallo', 'Hello']);
  });

  test('stay as they are where those of another language do not come', async () => {
    const { words, language, speak } = pageWords(english, { de: () => Promise.reject(new Error('offline')) });
    await speak('de');
    expect([words().hello, language.value, page.lang]).toEqual(['Hello', 'en', 'en']);
  });

  test('are those that were asked for last, whichever came last', async () => {
    let come: (texts: typeof german) => void = () => undefined;
    const texts = new Promise<typeof german>((resolve) => (come = resolve));
    const { words, language, speak } = pageWords(english, { de: () => texts });
    const spoken = speak('de');
    await speak('en');
    come(german);
    await spoken;
    expect([words().hello, language.value, page.lang]).toEqual(['Hello', 'en', 'en']);
  });
});
