import { describe, expect, test } from 'vitest';
import { numberedDots } from '../../../../../apps/web/src/stage/training/numbered-dots';

const confusion = [
  [38, 1, 0],
  [2, 41, 0],
  [0, 12, 30],
];

describe('the dots of the confusion matrix', () => {
  test('have a number in every cell with casts, also off the diagonal', () => {
    const dots = numberedDots(confusion, 97);
    expect(dots.map(({ casts }) => casts)).toEqual([38, 1, 2, 41, 12, 30]);
    expect(dots.every(({ isNumbered }) => isNumbered)).toBe(true);
    expect(dots.filter(({ isRight }) => !isRight).map(({ casts }) => casts)).toEqual([1, 2, 12]);
  });

  test('are large enough for their number, and never larger than a cell', () => {
    for (const cell of [97, 60, 52, 24])
      for (const { r, casts, isNumbered } of numberedDots(confusion, cell)) {
        expect(r).toBeLessThanOrEqual(cell / 2);
        if (isNumbered) expect(r).toBeGreaterThanOrEqual(casts > 9 ? 25 : 18);
      }
  });

  test('have no number if a cell has no room for it', () => {
    expect(numberedDots(confusion, 24).some(({ isNumbered }) => isNumbered)).toBe(false);
  });
});
