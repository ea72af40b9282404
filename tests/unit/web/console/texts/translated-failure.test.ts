import { failures, toFailure, type FailureCode } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chooseLanguage } from '../../../../../apps/web/src/console/texts/console-texts';
import { translatedAnswer, translatedFailure } from '../../../../../apps/web/src/console/texts/translated-failure';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await chooseLanguage('de');
});
afterAll(async () => {
  await chooseLanguage('en');
  vi.unstubAllGlobals();
});

test('every failure has a German sentence of its own', () => {
  const codes = Object.keys(failures) as FailureCode[];
  const english = codes.filter((code) => translatedFailure(toFailure(code)).message === failures[code].message);
  expect(english).toEqual([]);
});

test('keeps a message that the page chose itself, and everything but the message', () => {
  const own = { ...toFailure('internal'), message: 'No answer.' };
  expect(translatedFailure(own)).toBe(own);
  const failure = toFailure('steps-full', '40');
  expect(translatedAnswer({ ok: false, failure })).toEqual({
    ok: false,
    failure: { ...failure, message: 'In den Ablauf passen keine weiteren Schritte.' },
  });
  expect(translatedAnswer({ ok: true, value: 1 })).toEqual({ ok: true, value: 1 });
});
