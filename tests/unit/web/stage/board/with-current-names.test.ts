import { expect, test } from 'vitest';
import { withCurrentNames } from '../../../../../apps/web/src/stage/board/with-current-names';
import type { Tile } from '../../../../../apps/web/src/stage/state/stage-state';
import { boardRow } from './board-fixture';

const boardOf = (...rows: ReturnType<typeof boardRow>[]) => ({
  ...{ rounds: 2, recent: [], people: rows.length, rows, groves: [], podium: [] },
});
const nobody = { tiles: new Map<number, Tile>() };

test('an earlier board shows nobody who is hidden since, and nobody under an earlier name', () => {
  const earlier = boardOf(boardRow('Bad Name', { points: 300 }), boardRow('Owl', { points: 200 }), boardRow('Hen'));
  const renamed = { ...boardRow('Owl', { points: 500, rank: 1 }), nickname: 'Tawny Owl', metal: 'silver' as const };
  const shown = withCurrentNames(earlier, boardOf(renamed, boardRow('Hen', { rank: 2 })), nobody);
  expect(shown.rows.map(({ nickname, metal, points }) => [nickname, metal, points])).toEqual([
    ['Tawny Owl', 'silver', 200],
    ['Hen', 'brass', 100],
  ]);
  expect(shown.rounds).toBe(2);
});

test('somebody in the room who is no longer among the first stays, under the current name', () => {
  const [earlier, current] = [boardOf(boardRow('Owl'), boardRow('Hen')), boardOf(boardRow('Fox'))];
  const wand = { ...boardRow('Hen'), nickname: 'Brown Hen', slot: 3 };
  const tiles = new Map([[3, { wand, arrivedAt: 0, cast: { kind: 'idle' } } as const]]);
  expect(withCurrentNames(earlier, current, { tiles }).rows.map(({ nickname }) => nickname)).toEqual(['Brown Hen']);
});

test('if nobody of an earlier board is shown any more, the current one is', () => {
  const current = boardOf(boardRow('Hen'));
  expect(withCurrentNames(boardOf(boardRow('Bad Name')), current, nobody)).toBe(current);
});
