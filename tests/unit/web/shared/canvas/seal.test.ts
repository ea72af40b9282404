import { expect, test } from 'vitest';
import { joinedBars } from '../../../../../apps/web/src/shared/canvas/seal';

test('a small seal has fewer bars, each the longest of those it stands for', () => {
  expect(joinedBars([1, 9, 3, 4, 5, 2], 3)).toEqual([9, 4, 5]);
});

test('a seal is never given more bars than it has', () => {
  expect(joinedBars([1, 2], 72)).toEqual([1, 2]);
});
