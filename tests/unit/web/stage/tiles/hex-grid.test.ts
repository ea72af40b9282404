import { describe, expect, test } from 'vitest';
import { hexField } from '../../../../../apps/web/src/stage/tiles/hex-grid';

const box = { x: 56, y: 150, width: 1210, height: 770 };

describe('the grid of tiles', () => {
  test.each([1, 2, 5, 12, 143, 500])('%i tiles stay inside the box and never overlap', (count) => {
    const { cell, points } = hexField(count, box);
    expect(points).toHaveLength(count);
    for (const [x, y] of points) {
      expect(x - cell / 2).toBeGreaterThanOrEqual(box.x - 1e-9);
      expect(x + cell / 2).toBeLessThanOrEqual(box.x + box.width + 1e-9);
      expect(y - cell / 2).toBeGreaterThanOrEqual(box.y - 1e-9);
      expect(y + cell / 2).toBeLessThanOrEqual(box.y + box.height + 1e-9);
    }
    let nearest = Infinity;
    for (const [i, a] of points.entries())
      for (const b of points.slice(i + 1)) nearest = Math.min(nearest, Math.hypot(a[0] - b[0], a[1] - b[1]));
    expect(nearest).toBeGreaterThanOrEqual(cell * 0.999);
  });

  test('tiles have the sizes of the design: large for 12, seals for 143, glyphs for 500', () => {
    expect(hexField(12, box).cell).toBeGreaterThan(180);
    expect(hexField(143, box).cell).toBeGreaterThan(60);
    expect(hexField(143, box).cell).toBeLessThan(180);
    expect(hexField(500, box).cell).toBeLessThan(60);
  });

  test('few tiles have the maximum size and are centered', () => {
    const { cell, points } = hexField(1, box, 270);
    expect(cell).toBe(270);
    expect(points[0]).toEqual([box.x + box.width / 2, box.y + box.height / 2]);
  });

  test('every second row is shifted by half a cell', () => {
    const { cell, points } = hexField(40, box);
    const first = points[0] ?? [0, 0];
    const below = points.find(([, y]) => y > first[1] + 1) ?? [0, 0];
    expect(below[0] - first[0]).toBeCloseTo(cell / 2);
  });

  test('an empty room has no tiles', () => {
    expect(hexField(0, box).points).toEqual([]);
  });
});
