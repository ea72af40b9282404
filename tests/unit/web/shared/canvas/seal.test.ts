import { expect, test } from 'vitest';
import { mergeBars } from '../../../../../apps/web/src/shared/canvas/seal';

test('mergeBars keeps the longest of the bars it merges', () => {
  expect(mergeBars([1, 9, 3, 4, 5, 2], 3)).toEqual([9, 4, 5]);
});

test('mergeBars never adds bars', () => {
  expect(mergeBars([1, 2], 72)).toEqual([1, 2]);
});
