import { expect, test } from 'vitest';
import { shownSimilarity } from '../../../../../apps/web/src/wand/practice/usePractice';

test('a practice cast is 100 % like the drawing only if its sketch is, too', () => {
  expect(shownSimilarity(1, 1)).toBe(1);
  expect(shownSimilarity(1, 0.25)).toBe(0.5);
  expect(shownSimilarity(1, 0)).toBeLessThan(0.4);
  expect(shownSimilarity(0.2, 1)).toBe(0.2);
});
