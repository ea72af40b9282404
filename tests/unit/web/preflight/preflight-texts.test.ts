import { checks, type Findings } from '@wandcast/protocol';
import { motionStates, networkOrigins } from '@wandcast/protocol/schemas';
import { describe, expect, test } from 'vitest';
import { progressOf } from '../../../../apps/web/src/preflight/check-stages';
import { preflight as de } from '../../../../apps/web/src/locales/de/preflight';
import { preflight as en } from '../../../../apps/web/src/locales/en/preflight';
import { localizedUnits } from '../../../../apps/web/src/shared/format/localized-units';

/** Findings that cover every possible result. */
const found: readonly Findings[] = [
  {},
  ...[true, false].map((is) => ({ secure: is, wakeLock: is, storage: is, flipped: is })),
  ...motionStates.flatMap((motion) => [0, 2, 7].map((channels) => ({ motion, channels, flipped: null }))),
  ...networkOrigins.map((networkOrigin) => ({ networkOrigin })),
  ...(['websocket', 'polling', null] as const).map((transport) => ({ transport })),
  ...[null, 0, 40, 5_000].map((ms) => ({ loadMs: ms, roundTripMs: ms, slowestMs: ms, offsetMs: ms, maxGapMs: ms })),
  ...[null, 10, 31, 60].map((rateHz) => ({ rateHz, maxGapMs: 200, offsetMs: -90_000_000, roundTripMs: 1 })),
];

describe.each([
  ['English', en],
  ['German', de],
])('the preflight in %s', (_language, words) => {
  test.each(checks)('has a sentence about %s for every result', (check) => {
    const { name, says, todo } = words.checks[check];
    expect(name).toMatch(/\p{L}/u);
    for (const one of found)
      for (const sentence of [says(one), ...todo(one)]) {
        expect(sentence).toMatch(/^(iPhone\b|\P{Ll}).*[.?]$/u);
        expect(sentence).not.toMatch(/!|undefined|NaN/);
      }
  });
  test('has no empty text', () => {
    for (const text of Object.values(words.page)) {
      const texts =
        typeof text === 'function' ? [text('14:02')] : typeof text === 'string' ? [text] : Object.values(text);
      for (const one of texts) expect(one).toMatch(/\p{L}/u);
    }
  });
});

describe('times', () => {
  test.each([
    [0, '0 ms', '0 ms'],
    [48.4, '48 ms', '48 ms'],
    [1_234, '1.2 s', '1,2 s'],
    [119_000, '119 s', '119 s'],
    [300_000, '5 min', '5 min'],
    [90_000_000, '25 h', '25 h'],
  ])('%d ms are formatted as %s in English and as %s in German', (ms, english, german) => {
    expect(localizedUnits('en-GB').time(ms)).toBe(english.replace(' ', '\u00a0'));
    expect(localizedUnits('de').time(ms)).toBe(german.replace(' ', '\u00a0'));
  });
});

test('checks finish from top to bottom', () => {
  const at = (stage: Parameters<typeof progressOf>[1]): string[] => checks.map((check) => progressOf(check, stage));
  expect(new Set(at('before'))).toEqual(new Set(['waiting']));
  expect(new Set(at('over'))).toEqual(new Set(['done']));
  for (const stage of ['page', 'motion', 'hold', 'link', 'trips', 'browser'] as const)
    expect(at(stage).join(' ')).toMatch(/^(done )*(running ?)+( ?waiting)*$/);
});
