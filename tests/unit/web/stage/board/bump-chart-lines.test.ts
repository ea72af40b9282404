import { describe, expect, test } from 'vitest';
import {
  bumpLines,
  bumpPath,
  hasHistory,
  highlightedIds,
  labeledDot,
} from '../../../../../apps/web/src/stage/board/bump-chart-lines';
import { boardRow as row } from './board-fixture';

const rowsOf = (ranks: readonly (readonly (number | null)[])[]) =>
  ranks.map((own, i) => row(`p${i}`, { ranks: own, rank: own.at(-1) ?? 1 }));
const placesOf = (ranks: readonly (readonly (number | null)[])[]) =>
  bumpLines(rowsOf(ranks), 3).map(({ dots }) => dots.map(({ row: place }) => place));

describe('the bump chart', () => {
  test('has a row per rank, and its last column matches the list beside it', () => {
    expect(placesOf([[2, 2, 1], [1, 1, 2], [3, 3, 3]])).toEqual([[1.5, 1.5, 0.5], [0.5, 0.5, 1.5], [2.5, 2.5, 2.5]]); // prettier-ignore
  });

  test('stacks ties in the order of the board', () => {
    expect(placesOf([[1, 1, 1], [1, 1, 1], [3, 3, 3]])).toEqual([[0.5, 0.5, 0.5], [1.5, 1.5, 1.5], [2.5, 2.5, 2.5]]); // prettier-ignore
  });

  test('starts a line when someone gets their first points', () => {
    const [line] = bumpLines(rowsOf([[null, 4, 1]]), 3);
    expect(line?.dots.map(({ column }) => column)).toEqual([1, 2]);
  });

  test('aligns ranks with the latest rounds if the oldest are missing', () => {
    const [line] = bumpLines(rowsOf([[2, 1]]), 3);
    expect(line?.dots.map(({ column }) => column)).toEqual([1, 2]);
  });

  test('starts below the last row for lower ranks, without drawing the line below it', () => {
    const [, line] = bumpLines(rowsOf([[1, 1, 1], [60, 47, 2]]), 3); // prettier-ignore
    expect(line?.dots).toEqual([
      { column: 0, row: 2.35, rank: 60, below: true },
      { column: 1, row: 2.35, rank: 47, below: true },
      { column: 2, row: 1.5, rank: 2, below: false },
    ]);
    const path = bumpPath(
      line?.dots ?? [],
      (column) => 10 * column,
      (at) => 100 * at,
    );
    expect(path).toMatch(/^M10,235C/);
    expect(path).toMatch(/20,150$/);
  });

  test('draws a line that leaves the board and returns in two parts', () => {
    const dots = [0, 1, 2, 3].map((column) => ({ column, row: 1, rank: 2, below: column === 1 || column === 2 }));
    expect(bumpPath(dots, (column) => column, (at) => at).match(/M/g)).toHaveLength(2); // prettier-ignore
  });

  test('labels each line with the rank of its first dot, unless that is below or beside the board', () => {
    const lines = bumpLines(rowsOf([[1, 1, 1], [null, 2, 2], [60, 3, 3], [null, null, 4]]), 3); // prettier-ignore
    expect(lines.map((line) => labeledDot(line, 3)?.rank)).toEqual([1, 2, undefined, undefined]);
  });

  test('has nothing to tell if everyone just got their first points', () => {
    expect(hasHistory(rowsOf([[null, 1], [null, 2]]))).toBe(false); // prettier-ignore
    expect(hasHistory(rowsOf([[null, 1], [5, 2]]))).toBe(true); // prettier-ignore
  });

  test('highlights first place and the best climber', () => {
    const rows = [
      row('first', { rank: 1, moved: 8 }),
      row('still', { rank: 2, moved: 0 }),
      row('climber', { rank: 3, moved: 6 }),
      row('other', { rank: 4, moved: 5 }),
    ];
    expect([...highlightedIds(rows)]).toEqual(['first', 'climber']);
    expect([...highlightedIds([row('first'), row('one', { rank: 2, moved: 1 })])]).toEqual(['first']);
  });
});
