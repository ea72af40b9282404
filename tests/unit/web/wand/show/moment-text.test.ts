import type { OwnStanding } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { isOnPodium, momentText } from '../../../../../apps/web/src/wand/show/moment-text';
import type { ShowMoment } from '../../../../../apps/web/src/wand/show/show-moment';

const standing = (rank: number | null, points = 640): OwnStanding => ({
  ...{ points, rank, of: 6, players: 31, moved: null, streak: 0, gained: 0 },
  ...{ isSettled: true, tapped: null, last: null },
});
const podium = { kind: 'podium', key: 'podium' } as ShowMoment;
const said = (rank: number | null, points?: number): string =>
  momentText(podium, { standing: standing(rank, points), spells: [] });

describe('at the podium', () => {
  test('only the first three are on it', () => {
    expect([1, 2, 3, 4, 30, null].map((rank) => isOnPodium(standing(rank)))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  test('the phone of someone on it says so, but leaves the step to the stage', () => {
    for (const rank of [1, 2, 3]) expect(said(rank)).toBe('You are on the podium. Look at the big screen.');
  });

  test('everyone else reads their rank', () => {
    expect(said(4)).toBe('The podium. You are 4th with 640 points.');
    expect(said(null, 0)).toBe('The podium. No points yet. You score in rounds.');
  });
});
