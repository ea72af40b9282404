import { describe, expect, test } from 'vitest';
import { REACH_M, handAlong } from '../../../apps/web/src/wand/glyph-hand';

describe('a hand that draws a glyph', () => {
  const places = handAlong(
    [
      [0, 0],
      [50, 0],
      [100, 0],
      [100, 50],
      [100, 100],
    ],
    1_000,
  );

  test('goes from its start to its end, up being up', () => {
    expect(places[0]).toMatchObject({ t: 0, x: 0 });
    expect(places.at(-1)).toEqual({ t: 1_000, x: REACH_M, y: -REACH_M });
    expect(places).toHaveLength(61);
  });

  test('sets out and stops softly, and is fastest in the middle', () => {
    const speed = (i: number): number =>
      Math.hypot((places[i + 1]?.x ?? 0) - (places[i]?.x ?? 0), (places[i + 1]?.y ?? 0) - (places[i]?.y ?? 0));
    expect(speed(0)).toBeLessThan(speed(30) / 100);
    expect(speed(59)).toBeLessThan(speed(30) / 100);
  });
});
