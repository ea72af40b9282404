import type { CastId, CastLabel, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { changeBack } from '../../../../../apps/web/src/console/connection/labels/pending-labels';
import { labelKey } from '../../../../../apps/web/src/console/label/label-shortcuts';
import {
  actionText,
  bulkActionText,
  changedText,
  conflictText,
  currentLabelOf,
  opinionText,
  secondLookText,
} from '../../../../../apps/web/src/console/label/label-text';
import { spell } from '../fixtures';

const spells = [spell('Ember'), spell('Tide')];
const label = (id: string | null, at = 1, by: string | null = 'Bea'): CastLabel => ({
  ...{ spell: id as SpellId | null, at, by },
});
const said = (id: string | null) => ({ spell: id as SpellId | null });

describe('the current label of a cast', () => {
  test('is the one given by hand, else the original one', () => {
    expect(currentLabelOf(said('ember'), null, spells)).toMatchObject({ spell: 'ember', text: 'Ember, as taught' });
    expect(currentLabelOf(said(null), null, spells)).toMatchObject({ spell: null, isDiscarded: false });
    expect(currentLabelOf(said('ember'), label('tide'), spells)).toMatchObject({
      spell: 'tide',
      text: 'Tide, labeled',
    });
    expect(currentLabelOf(said('ember'), label(null), spells)).toMatchObject({ isDiscarded: true, text: 'Discarded' });
  });

  test('may be a removed spell', () => {
    expect(currentLabelOf(said('hook'), null, spells).text).toBe('hook, as taught');
  });
});

describe('undoing a change', () => {
  const castId = 'cast' as CastId;
  test('restores the previous label', () => {
    const me = label('tide').by ?? '';
    expect(changeBack({ castId, before: null }, 'spell', me)).toEqual({ castId, kind: 'withdraw' });
    expect(changeBack({ castId, before: label(null) }, 'spell', me)).toEqual({ castId, kind: 'discard' });
    const spell = { castId, kind: 'spell', spell: 'tide' };
    expect(changeBack({ castId, before: label('tide') }, 'discard', me)).toEqual(spell);
    expect(changeBack({ castId, before: label('tide') }, 'unsure', me)).toEqual({ castId, kind: 'sure' });
    expect(changeBack({ castId, before: label('tide') }, 'discard', 'Zoe')).toEqual({ ...spell, restores: true });
  });

  test('is named by what was done', () => {
    expect(actionText('Ada', { castId, kind: 'spell', spell: 'tide' as SpellId }, spells)).toBe('Ada: Tide');
    expect(actionText('Ada', { castId, kind: 'discard' }, spells)).toBe('Ada: discarded');
    expect(bulkActionText([{ castId, kind: 'withdraw' }], spells)).toBe('1 cast: original labels');
  });
});

test('a conflict names both labels and the one that counts', () => {
  const conflict = { castId: 'cast' as CastId, mine: label('ember', 2, 'Ada'), theirs: label('tide') };
  expect(conflictText({ ...conflict, isTheirsCurrent: true }, spells)).toBe(
    'Bea labeled it Tide after you chose Ember. Their label counts now.',
  );
  expect(conflictText({ ...conflict, theirs: label(null), isTheirsCurrent: false }, spells)).toBe(
    'Bea discarded it just before you chose Ember. Your label counts now.',
  );
});

test('an opinion names the member and what they said', () => {
  expect(opinionText({ by: 'Bea', kind: 'spell', spell: 'tide' as SpellId }, spells)).toBe('Bea: Tide');
  expect(opinionText({ by: 'Bea', kind: 'discard', spell: null }, spells)).toBe('Bea: Discarded');
  expect(opinionText({ by: 'Bea', kind: 'unsure', spell: null }, spells)).toBe('Bea: Unsure');
});

test('changes are counted', () => {
  expect([0, 1, 2].map(changedText)).toEqual([
    'The next training uses the labels you change here.',
    '1 cast changed. The next training uses the new labels.',
    '2 casts changed. The next training uses the new labels.',
  ]);
});

describe('keys while labeling', () => {
  test('choose the spells of the book', () => {
    expect(labelKey('2', 2)).toEqual({ kind: 'spell', spell: 1 });
    expect(labelKey('3', 2)).toBeUndefined();
    expect(labelKey('0', 12)).toEqual({ kind: 'spell', spell: 9 });
  });
  test('discard, withdraw, undo and move, in upper and lower case; others do nothing', () => {
    expect(['X', 'r', 'Z', 'j', 'k'].map((key) => labelKey(key, 2)?.kind)).toEqual(['discard', 'withdraw', 'undo', 'move', 'move']); // prettier-ignore
    for (const key of ['Enter', 'Escape', ' ', 'ArrowDown', 'q']) expect(labelKey(key, 2)).toBeUndefined();
  });
});

test('a second look shows the other person’s label', () => {
  const textFor = (own: string | null, other: CastLabel | null) =>
    secondLookText({ label: label(own), before: other }, spells);
  expect(textFor('ember', label('ember'))).toBe('Bea gave it the same label.');
  expect(textFor('ember', label('tide'))).toBe('Bea labeled it Tide. Your label counts; U restores theirs.');
  expect(textFor('ember', label(null, 1, null))).toMatch(/^Someone else discarded it/);
  expect(textFor('ember', null)).toBeUndefined();
});
