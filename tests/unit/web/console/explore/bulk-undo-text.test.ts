import { expect, test } from 'vitest';
import { undoneText } from '../../../../../apps/web/src/console/explore/casts/useBulkLabeling';

test('an undo of many labels says what it took back, and what others labeled since', () => {
  expect(undoneText('14 casts: Tide', 14, 0)).toBe('Undone: 14 casts: Tide');
  expect(undoneText('14 casts: Tide', 12, 2)).toBe(
    '12 casts undone. 2 casts labeled by others since keep their labels.',
  );
  expect(undoneText('14 casts: Tide', 13, 1)).toBe('13 casts undone. 1 cast labeled by others since keeps its label.');
  expect(undoneText('14 casts: Tide', 0, 14)).toBe('Not undone: others labeled all 14 casts since.');
  expect(undoneText('1 cast: Tide', 0, 1)).toBe('Not undone: somebody labeled this cast since.');
});
