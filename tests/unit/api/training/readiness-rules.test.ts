import type { Spell, SpellId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { isTrainable, readinessOf, reliesOnGlyph } from '../../../../apps/api/src/training/readiness-rules.js';

const spell = (glyph: string | null): Spell => ({ id: 'tide' as SpellId, name: 'Tide', hue: 'tide', glyph, hint: '' });

/** @param each number of casts taught by each person */
function judge(each: readonly number[], glyph: string | null = null) {
  const count = { spell: 'tide' as SpellId, casts: each.reduce((a, b) => a + b, 0), people: each.length };
  const [readiness] = readinessOf([spell(glyph)], [...(each.length > 0 ? [count] : []), otherSpell]);
  if (readiness === undefined) throw new Error('no readiness for the spell');
  return readiness;
}
const otherSpell = { spell: 'gale' as SpellId, casts: 50, people: 1 };

test.each([
  [[], 'unknown', 'Tide needs 5 more casts from 3 more people'],
  [[2], 'unknown', 'Tide needs 3 more casts from 2 more people'],
  [[1, 1, 1], 'few', 'Tide needs 2 more casts'],
  [[2, 2], 'few', 'Tide needs 1 more cast from 1 more person'],
  [[9], 'few', 'Tide needs 2 more casts from 2 more people'],
  [[3, 1, 1], 'ready', null],
])('casts per person %j give %s: %s', (each, state, needs) => {
  expect(judge(each)).toMatchObject({ state, needs, casts: each.reduce((a, b) => a + b, 0), people: each.length });
});

test('a glyph substitutes for casts until three people have taught the spell', () => {
  const [nobody, one, all] = [judge([], 'M0 0 L9 9'), judge([1], 'M0 0 L9 9'), judge([2, 2, 2], 'M0 0 L9 9')];
  expect(nobody).toMatchObject({
    state: 'glyph',
    needs: 'Tide already works; 3 teachers would make it better',
  });
  expect(one).toMatchObject({ state: 'few', needs: 'Tide needs 4 more casts from 2 more people' });
  expect([nobody, one, all].map(reliesOnGlyph)).toEqual([true, true, false]);
});

test('a spell without a glyph and with too few casts cannot be trained', () => {
  expect([judge([]), judge([2]), judge([3]), judge([], 'M0 0 L9 9')].map(isTrainable)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
