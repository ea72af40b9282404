import type { CastId, ListedCast, SpellId } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { expect, test } from 'vitest';
import {
  entryName,
  statusText,
  recordingText,
  storedEntry,
  waitingEntry,
  type HistoryEntry,
} from '../../../../../apps/web/src/wand/history/history-entry';
import { castMessages } from '../../../../support/cast-messages';
import { spell } from '../../console/fixtures.js';

const book = [spell('Ember'), spell('Tide')];
const entry = (intended: string | null, status: HistoryEntry['status']): HistoryEntry => ({
  ...{ castId: 'cast-1' as CastId, intended: intended as SpellId | null, startedAt: 0, status },
  ...{ rateHz: 60.2, maxGapMs: 21, orientation: null },
});
const stored = (spell: string | null): HistoryEntry['status'] => ({
  kind: 'stored',
  recognized: spell as SpellId | null,
});

test.each([
  ['tide', stored('tide'), 'Tide', 'taught and recognized'],
  ['tide', stored('ember'), 'Tide', 'taught, recognized as Ember'],
  ['tide', stored(null), 'Tide', 'taught, not recognized'],
  ['tide', { kind: 'waiting' } as const, 'Tide', 'taught, waiting on this phone'],
  [null, stored('ember'), 'Ember', ''],
  [null, stored(null), undefined, 'fizzled'],
  [null, { kind: 'waiting' } as const, undefined, 'waiting on this phone'],
  ['gone', stored('gone'), 'gone', 'taught and recognized'],
])('a cast of %s with status %o is called %s and described as "%s"', (intended, status, name, words) => {
  expect(entryName(entry(intended, status), book)).toBe(name);
  expect(statusText(entry(intended, status), book)).toBe(words);
});

test.each([
  [null, ''],
  [{ flipped: null, turned: 0, hand: 'right' }, ', right hand'],
  [{ flipped: false, turned: 0, hand: 'left' }, ', left hand'],
  [{ flipped: true, turned: 90, hand: 'right' }, ', right hand, phone turned left, axes inverted'],
] as const)('the recording text includes the orientation %o', (orientation, words) => {
  const text = recordingText({ ...entry(null, stored(null)), orientation });
  expect(text).toBe(`60 readings a second, longest gap 21 ms${words}`);
});

test('a pending cast has the same values as after it is stored', () => {
  const samples = [0, 16, 32, 72, 88].map((t) => ({ t, linear: [t, 1, 2] as const }));
  const { replay } = castMessages(samples, { orientation: { flipped: true, turned: 0, hand: 'left' }, offsetMs: null });
  const waiting = waitingEntry(replay as unknown as PendingCast);
  expect(waiting.rateHz).toBeCloseTo(4_000 / 88);
  expect(waiting.maxGapMs).toBe(40);
  const { rateHz, maxGapMs } = waiting;
  const listed = { ...replay, durationMs: 88, rateHz, maxGapMs, recognized: null } as unknown as ListedCast;
  expect({ ...storedEntry(listed), status: waiting.status }).toEqual(waiting);
});
