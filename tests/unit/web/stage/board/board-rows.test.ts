import { expect, test } from 'vitest';
import BoardRows from '../../../../../apps/web/src/stage/board/BoardRows.vue';
import { htmlOf } from '../../html-of';
import { boardRow } from './board-fixture';

async function shown(...streaks: number[]): Promise<string> {
  const rows = streaks.map((streak, i) => boardRow(`Owl ${i}`, { streak, rank: i + 1, points: 900 - i }));
  const props = { rows, rowHeight: 5, width: 70, done: rows.length, calm: true };
  return htmlOf(BoardRows, props);
}

test('the column of streaks is named and filled only if they differ', async () => {
  expect(await shown(4, 2, 0)).toContain('in a row');
  expect(await shown(4, 4, 4)).not.toContain('in a row');
  expect(await shown(0, 0, 0)).not.toContain('in a row');
});
