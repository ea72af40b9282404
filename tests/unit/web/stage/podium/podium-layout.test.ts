import { describe, expect, test } from 'vitest';
import { podiumPlaces, revealedPlace } from '../../../../../apps/web/src/stage/podium/podium-layout';

const all = [[1], [1, 2], [1, 1], [1, 2, 3], [1, 1, 3], [1, 2, 2], [1, 1, 1]];

describe('positions on the podium', () => {
  test.each(all.map((ranks) => [ranks.join(' '), ranks] as const))(
    'for ranks %s are inside the picture and do not overlap',
    (_, ranks) => {
      const places = podiumPlaces(ranks);
      expect(places).toHaveLength(ranks.length);
      for (const { x, y, r, width } of places) {
        expect(x - Math.max(r, width / 2)).toBeGreaterThanOrEqual(60);
        expect(x + Math.max(r, width / 2)).toBeLessThanOrEqual(1_860);
        expect(y - r).toBeGreaterThanOrEqual(60);
        expect(y + r + 220).toBeLessThanOrEqual(1_060); // a name and a line under the seal
      }
      for (const [i, a] of places.entries())
        for (const b of places.slice(i + 1)) {
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r);
          expect(Math.abs(a.x - b.x)).toBeGreaterThan((a.width + b.width) / 2 + 16); // names do not overlap
        }
    },
  );

  test('are larger and higher for better ranks, and equal for ties', () => {
    for (const ranks of all) {
      const places = podiumPlaces(ranks);
      for (const [i, a] of places.entries())
        for (const [j, b] of places.entries()) {
          if (ranks[i] === ranks[j]) expect([a.r, a.y]).toEqual([b.r, b.y]);
          else if ((ranks[i] ?? 0) < (ranks[j] ?? 0)) expect(a.r > b.r && a.y < b.y).toBe(true);
        }
    }
  });
});

test('the podium reveals only places that someone has, and the groves after them', () => {
  const revealed = (places: number) => [0, 1, 2, 3].map((step) => revealedPlace(step, places));
  expect(revealed(3)).toEqual([3, 2, 1, undefined]);
  expect(revealed(1)).toEqual([undefined, undefined, 1, undefined]);
  expect(revealed(0)).toEqual([undefined, undefined, undefined, undefined]);
});
