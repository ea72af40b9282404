import type { CastId, CastLabel, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { labelKey } from '../../../../../apps/web/src/console/label/label-shortcuts';
import {
  backTo,
  changedWords,
  quickerWords,
  secondWords,
  standingOf,
} from '../../../../../apps/web/src/console/label/label-text';
import { spell } from '../fixtures';

const spells = [spell('Ember'), spell('Tide')];
const label = (id: string | null, at = 1, by: string | null = 'Bea'): CastLabel => ({
  ...{ spell: id as SpellId | null, at, by },
});
const said = (id: string | null) => ({ spell: id as SpellId | null });

describe('what a cast is held for', () => {
  test('is its label, else what its phone said', () => {
    expect(standingOf(said('ember'), null, spells)).toMatchObject({ spell: 'ember', words: 'Ember, as taught' });
    expect(standingOf(said(null), null, spells)).toMatchObject({ spell: null, isDiscarded: false });
    expect(standingOf(said('ember'), label('tide'), spells)).toMatchObject({ spell: 'tide', words: 'Tide, labeled' });
    expect(standingOf(said('ember'), label(null), spells)).toMatchObject({ isDiscarded: true, words: 'Discarded' });
  });

  test('may be a spell that is out of the book', () => {
    expect(standingOf(said('hook'), null, spells).words).toBe('hook, as taught');
  });
});

describe('the way back', () => {
  const castId = 'cast' as CastId;
  test('leads to what was there before', () => {
    expect(backTo({ castId, label: null, before: null })).toEqual({ castId, kind: 'withdraw' });
    expect(backTo({ castId, label: null, before: label(null) })).toEqual({ castId, kind: 'discard' });
    expect(backTo({ castId, label: null, before: label('tide') })).toEqual({ castId, kind: 'spell', spell: 'tide' });
  });
});

describe('someone who was quicker', () => {
  test('is named with what they said, unless one had seen it', () => {
    expect(quickerWords(null, null, spells)).toBeUndefined();
    expect(quickerWords(label('tide', 5), label('tide', 5), spells)).toBeUndefined();
    expect(quickerWords(null, label('tide', 5), spells)).toMatch(/said Tide a moment before/);
    expect(quickerWords(label('tide', 5), label(null, 6), spells)).toMatch(/discarded it a moment before/);
  });
});

test('changes are counted in words', () => {
  expect([0, 1, 2].map(changedWords)).toEqual([
    'What you change here, the next training learns from.',
    '1 cast changed. The next training learns from that.',
    '2 casts changed. The next training learns from that.',
  ]);
});

describe('keys while labeling', () => {
  test('name the spells of the book, as many as there are', () => {
    expect(labelKey('2', 2)).toEqual({ kind: 'spell', spell: 1 });
    expect(labelKey('3', 2)).toBeUndefined();
    expect(labelKey('0', 12)).toBeUndefined();
  });
  test('discard, withdraw, undo and move, in either case; all else is not theirs', () => {
    expect(['X', 'r', 'Z', 'j', 'k'].map((key) => labelKey(key, 2)?.kind)).toEqual(['discard', 'withdraw', 'undo', 'move', 'move']); // prettier-ignore
    for (const key of ['Enter', 'Escape', ' ', 'ArrowDown', 'q']) expect(labelKey(key, 2)).toBeUndefined();
  });
});

test('of a cast that was asked about twice one is told what the other had said', () => {
  const told = (own: string | null, other: CastLabel | null) =>
    secondWords({ label: label(own), before: other }, spells);
  expect(told('ember', label('ember'))).toBe('Bea named it the same.');
  expect(told('ember', label('tide'))).toBe('Bea said Tide. Yours counts now; U gives theirs back.');
  expect(told('ember', label(null, 1, null))).toMatch(/^Someone else discarded it/);
  expect(told('ember', null)).toBeUndefined();
});
