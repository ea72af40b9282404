import type { SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { isMatch, knowsText, matchSpells } from '../../../../../apps/web/src/console/models/list/model-spells';
import { verdictOf } from '../../../../../apps/web/src/console/models/training/readiness-verdict';
import { floorOf, learningPaths } from '../../../../../apps/web/src/shared/charts/learning-curve';
import { spell, summary } from '../fixtures';

const book = [spell('Ember'), spell('Tide'), spell('Gale')];
const known = (...names: string[]) => matchSpells(summary(1, { spells: names as SpellId[] }), book);
const text = (...names: string[]): string => knowsText(known(...names), book, [...book, spell('Hook')]);

describe('the spells of a model', () => {
  test('match the book in any order', () => {
    expect(isMatch(known('gale', 'ember', 'tide'))).toBe(true);
    expect(text('gale', 'ember', 'tide')).toBe('all 3 spells');
  });
  test('name what the model does not know, and what the book does not have', () => {
    expect(text('ember', 'gale')).toBe('knows 2 of 3 spells, not Tide');
    expect(text('ember', 'gale', 'hook')).toBe('knows 2 of 3 spells, not Tide, also Hook');
    expect(text('ember', 'tide', 'gale', 'hook')).toBe('all 3 spells, also Hook');
    expect(text('hook')).toBe('knows none of 3 spells, also Hook');
    expect(isMatch(known('ember', 'tide', 'gale', 'hook'))).toBe(false);
  });
  test('of a blank book are only counted', () => {
    const match = matchSpells(summary(1), []);
    expect(knowsText(match, [], [])).toBe('2 spells, the book is blank');
  });
});

describe('the verdict on readiness', () => {
  const row = (name: string, casts: number, people: number, state: 'ready' | 'few' | 'unknown' | 'glyph') => ({
    ...{ spell: spell(name).id, casts, people, state, needs: null },
  });
  const verdict = (...rows: ReturnType<typeof row>[]) => verdictOf(book.slice(0, rows.length), rows);

  test('says how much each spell has at least', () => {
    expect(verdict(row('Ember', 52, 9, 'ready'), row('Tide', 40, 8, 'ready'))).toEqual({
      isReady: true,
      text: 'Ready: 2 spells, at least 40 casts of 8 people each.',
    });
  });
  test('names the spell that has the least, and counts the others', () => {
    const few = [row('Ember', 52, 9, 'ready'), row('Tide', 3, 1, 'few')] as const;
    expect(verdict(...few)?.text).toBe('Not ready: Tide has 3 casts of 1 person; 5 casts of 3 people are needed.');
    expect(verdict(...few, row('Gale', 0, 0, 'unknown'))).toEqual({
      isReady: false,
      text: 'Not ready: Gale has 0 casts of 0 people; 5 casts of 3 people are needed. Another spell needs more, too.',
    });
  });
  test('names spells that are known only from the glyph', () => {
    expect(verdict(row('Ember', 52, 9, 'ready'), row('Tide', 0, 0, 'glyph'))).toEqual({
      isReady: true,
      text: 'Ready: 2 spells. Tide is known only from the glyph.',
    });
  });
  test('needs two spells, and is undefined for a blank book', () => {
    expect(verdict(row('Ember', 52, 9, 'ready'))).toMatchObject({ isReady: false });
    expect(verdict()).toBeUndefined();
  });
});

describe('the axis of a learning curve', () => {
  test('starts at the tenth below the lowest accuracy', () => {
    expect([floorOf([0.94, 0.99]), floorOf([0.85, null]), floorOf([0.8]), floorOf([0.05]), floorOf([0])]).toEqual([
      0.8, 0.8, 0.7, 0, 0,
    ]);
    expect(floorOf([])).toBe(0.8);
  });
  test('spreads 94% and 99% over a quarter of the height', () => {
    const paths = learningPaths([{ at: 0, learnt: null, heldOut: 0.94 }], { width: 100, height: 100 }, 0.8);
    expect(paths.y(0.94) - paths.y(0.99)).toBeCloseTo(25);
    expect(paths.y(0.8)).toBe(100);
  });
});
