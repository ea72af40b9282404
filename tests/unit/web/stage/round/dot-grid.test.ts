import { describe, expect, test } from 'vitest';
import { dotPitch, dotPlaces, type DotRow } from '../../../../../apps/web/src/stage/round/dot-grid';

const row = (casts: number, height = 4, width = 36): DotRow => ({ casts, width, height });

describe('the dots of the tally', () => {
  test('have the maximum size while they are few', () => {
    expect(dotPitch([row(3), row(0)], 2.4)).toBe(2.4);
    expect(dotPitch([], 2.4)).toBe(2.4);
  });

  test.each([5, 50, 143, 500, 1_000, 3_000, 20_000])('are all drawn inside their row at %i casts', (casts) => {
    const rows = [row(casts, 10), row(Math.floor(casts / 3)), row(1)];
    const pitch = dotPitch(rows, 2.4);
    for (const one of rows) {
      const places = dotPlaces(one, pitch);
      expect(places).toHaveLength(one.casts);
      const r = pitch / 2 - 1e-9;
      expect(places.every(([x, y]) => x >= r && x + r <= one.width && y >= r && y + r <= one.height)).toBe(true);
      expect(new Set(places.map(String)).size).toBe(one.casts);
    }
  });

  test('change their size in only a few steps while a row grows', () => {
    const pitches = Array.from({ length: 500 }, (_, casts) => dotPitch([row(casts, 10)], 2.4));
    expect(new Set(pitches).size).toBeLessThan(10);
    expect(pitches).toEqual([...pitches].sort((a, b) => b - a));
  });

  test('stay on one line until it is full', () => {
    const lines = (casts: number) => new Set(dotPlaces(row(casts), 2).map(([, y]) => y)).size;
    expect([1, 18, 19].map(lines)).toEqual([1, 1, 2]);
  });
});
