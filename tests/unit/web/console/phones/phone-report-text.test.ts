import type { Preflight } from '@wandcast/protocol';
import { afterAll, expect, test, vi } from 'vitest';
import { problemsOf, resultsOf } from '../../../../../apps/web/src/console/phones/phone-report-text';
import { consoleTexts } from '../../../../../apps/web/src/console/texts/console-texts';

/** A phone without motion, in a network without WebSockets. */
const phone = {
  ...{ motion: 'blocked', flipped: null, rateHz: null, maxGapMs: null, channels: 0 },
  ...{ transport: 'polling', roundTripMs: 40, slowestMs: 60 },
} as unknown as Preflight;
const results = (): string[] => resultsOf(phone).map(({ text }) => text);

afterAll(async () => {
  await consoleTexts.setLanguage('en');
  vi.unstubAllGlobals();
});

test('a phone report is in the selected language', async () => {
  expect(results()).toEqual(['blocked', '–', 'polling', '40 / 60 ms']);
  expect(problemsOf(phone).join(' ')).toMatch(/^Motion: .* Connection: /);
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  expect(await consoleTexts.setLanguage('de')).toBe(true);
  expect(results()).toEqual(['gesperrt', '–', 'Polling', '40 / 60 ms']);
  expect(problemsOf(phone).join(' ')).toMatch(/^Bewegung: .* Verbindung: /);
});
