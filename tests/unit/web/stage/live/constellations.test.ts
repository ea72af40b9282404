import { describe, expect, test } from 'vitest';
import { constellations, type Star } from '../../../../../apps/web/src/stage/live/constellations';

const star = (x: number, y: number, spell = 'tide', at = 0): Star => ({ point: [x, y], spell, at });

describe('constellations', () => {
  test('join neighbors who cast the same spell at the same time', () => {
    const [a, b] = [star(0, 0), star(50, 0, 'tide', 2_000)];
    expect(constellations([a, b], 100)).toEqual([[a, b]]);
  });

  test('do not join other spells, other times or distant casts', () => {
    expect(constellations([star(0, 0), star(50, 0, 'gale')], 100)).toEqual([]);
    expect(constellations([star(0, 0), star(50, 0, 'tide', 3_001)], 100)).toEqual([]);
    expect(constellations([star(0, 0), star(101, 0)], 100)).toEqual([]);
  });

  test('contain no cycles: n stars in reach are joined by n - 1 lines, the shortest ones', () => {
    const square = [star(0, 0), star(10, 0), star(10, 10), star(0, 10)];
    const links = constellations(square, 100);
    expect(links).toHaveLength(3);
    for (const [a, b] of links) expect(Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1])).toBe(10);
  });
});
