import { describe, expect, test } from 'vitest';
import { animatedNumberAt } from '../../../../../apps/web/src/stage/ui/useAnimatedNumber';
import { headlineSize, headlineWidth } from '../../../../../apps/web/src/shared/design/headline-size';
import { grammar } from '../../../../../apps/web/src/locales/en/grammar';
import { ordinal } from '../../../../../apps/web/src/locales/en/numbers';
import { numberWord, ordinalWord } from '../../../../../apps/web/src/locales/en/stage/number-words';
import { fitPoints } from '../../../../../apps/web/src/stage/round/time/fit-points';

describe('numbers in sentences', () => {
  test('are words up to twelve and digits from there', () => {
    expect([1, 12, 13, 1_204].map(numberWord)).toEqual(['one', 'twelve', '13', '1,204']);
    expect([1, 9, 12, 13, 22].map(ordinalWord)).toEqual(['first', 'ninth', 'twelfth', '13th', '22nd']);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 101, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '101st',
      '111th', // prettier-ignore
    ]);
    expect([1, 2_001].map((count) => grammar.counted(count, { one: 'cast', other: 'casts' }))).toEqual([
      '1 cast',
      '2,001 casts',
    ]);
  });
});

describe('the size of a headline', () => {
  test('is the maximum if it fits, and shrinks with the length', () => {
    expect(headlineSize('Tide', 55, 14)).toBe(14);
    const size = headlineSize('Cast Wingardium Whimsicality now!', 55, 14);
    expect(size).toBeLessThan(14);
    expect(size * headlineWidth('Cast Wingardium Whimsicality now!')).toBeLessThanOrEqual(55);
  });

  test('is larger on two lines than on one, without breaking words', () => {
    const words = 'Why a network of a thousand numbers can hear what you draw';
    expect(headlineSize(words, 100, 18, 2)).toBeGreaterThan(1.6 * headlineSize(words, 100, 18));
    const long = 'M'.repeat(24);
    expect(headlineSize(long, 55, 14, 3) * headlineWidth(long)).toBeLessThanOrEqual(55);
  });

  test('treats letters that the font lacks as wide', () => {
    expect(headlineWidth('魔法')).toBeGreaterThan(2);
    expect(headlineSize('', 55, 14)).toBe(14);
  });
});

test('an animated number counts from the old to the new value and stops there', () => {
  expect([0, 100, 700, 1_400, 9_000].map((ms) => animatedNumberAt(40, 140, ms))).toEqual([40, 60, 128, 140, 140]);
  expect(animatedNumberAt(140, 40, 1_400)).toBe(40);
});

test('a glyph is scaled to fill its ring, even if it was drawn in a corner of its box', () => {
  const points = fitPoints([[80, 80], [90, 80], [90, 90]], { x: 300, y: 300 }, 200); // prettier-ignore
  const reach = points.map(([x, y]) => Math.hypot(x - 300, y - 300));
  expect(Math.max(...reach)).toBeCloseTo(200);
});
