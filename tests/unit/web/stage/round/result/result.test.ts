import { describe, expect, test } from 'vitest';
import { leaderRanks } from '../../../../../../apps/web/src/stage/round/result/leader-ranks';
import {
  TITLE_HEIGHT,
  flightOf,
  rowHeight,
  winnerCenter,
} from '../../../../../../apps/web/src/stage/round/result/result-layout';

test('leaders are ranked by points, then by time, and only equals share a rank', () => {
  const leaders = [
    { points: 900, tookMs: 1_200 },
    { points: 900, tookMs: 1_300 },
    { points: 800, tookMs: 1_000 },
    { points: 800, tookMs: 1_000 },
    { points: 700, tookMs: 1_000 },
  ];
  expect(leaderRanks(leaders)).toEqual([1, 2, 3, 3, 5]);
});

describe('the layout of a result', () => {
  test('fits five rows below the title, with and without an announcement', () => {
    for (const height of [61.3, 54.9, 51.9]) {
      expect(5 * rowHeight(height, 5)).toBeLessThanOrEqual(height - TITLE_HEIGHT);
      expect(rowHeight(height, 5)).toBeGreaterThan(6);
    }
    expect(rowHeight(61.3, 1)).toBe(rowHeight(61.3, 2));
  });

  test('points fly along their row to the right', () => {
    const [first, second] = [flightOf(0, 8), flightOf(1, 8)];
    expect(first.from[1]).toBe(first.to[1]);
    expect(second.from[1] - first.from[1]).toBeCloseTo(8 * 16);
    expect(first.to[0]).toBeGreaterThan(first.from[0]);
  });

  test('confetti starts within the picture, higher above an announcement', () => {
    expect(winnerCenter(51.9)[1]).toBeLessThan(winnerCenter(61.3)[1]);
    expect(winnerCenter(61.3)[0]).toBeLessThan(1_920);
  });
});
