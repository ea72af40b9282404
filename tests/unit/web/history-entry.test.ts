import type { CastId, SpellId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { entryTitle, fateWords, type HistoryEntry } from '../../../apps/web/src/wand/history-entry';
import { spell } from './console/fixtures.js';

const book = [spell('Ember'), spell('Tide')];
const entry = (meant: string | null, fate: HistoryEntry['fate']): HistoryEntry => ({
  ...{ castId: 'cast-1' as CastId, meant: meant as SpellId | null, startedAt: 0, fate },
});
const stored = (heard: string | null): HistoryEntry['fate'] => ({ kind: 'stored', heard: heard as SpellId | null });

test.each([
  ['tide', stored('tide'), 'Tide', 'taught, and heard so'],
  ['tide', stored('ember'), 'Tide', 'taught, heard as Ember'],
  ['tide', stored(null), 'Tide', 'taught, not named'],
  ['tide', { kind: 'waiting' } as const, 'Tide', 'taught, waits on this phone'],
  [null, stored('ember'), 'Ember', 'cast, heard as Ember'],
  [null, stored(null), 'A cast', 'cast, fizzled'],
  [null, { kind: 'waiting' } as const, 'A cast', 'cast, waits on this phone'],
  ['gone', stored('gone'), 'gone', 'taught, and heard so'],
])('a cast of %s, %o, is told as "%s": %s', (meant, fate, title, words) => {
  expect(entryTitle(entry(meant, fate), book)).toBe(title);
  expect(fateWords(entry(meant, fate), book)).toBe(words);
});
