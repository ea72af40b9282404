import { glyphPoints, movementOf, parseGlyph, scribble, seeded, simulateScribble } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { distance } from '../fixtures/synthetic-gestures.js';

describe('a scribble', () => {
  const scribbles = Array.from({ length: 200 }, (_, seed) => scribble(seeded(seed)));

  test('is one stroke of one to five lines and curves, each different', () => {
    const segments = scribbles.map((path) => path.match(/[LQ]/g)?.length ?? 0);
    expect(new Set(segments)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(scribbles.some((path) => path.includes('Q'))).toBe(true);
    expect(new Set(scribbles).size).toBe(scribbles.length);
    for (const path of scribbles) expect(() => parseGlyph(path)).not.toThrow();
  });

  test('has as many as wanted', () => {
    for (const wanted of [1, 4, 9]) expect(scribble(seeded(1), wanted).match(/[LQ]/g)).toHaveLength(wanted);
  });

  test('starts in any direction', () => {
    const quarters = scribbles.map((path) => {
      const [from, to] = glyphPoints(path, 20);
      return `${(to?.x ?? 0) > (from?.x ?? 0)} ${(to?.y ?? 0) > (from?.y ?? 0)}`;
    });
    for (const quarter of new Set(quarters))
      expect(quarters.filter((one) => one === quarter).length).toBeGreaterThan(30);
    expect(new Set(quarters).size).toBe(4);
  });

  test('is reproducible by seed', () => {
    expect(scribble(seeded(4))).toBe(scribbles[4]);
  });
});

test('scribbles are casts with both sensors, each a different movement', () => {
  const random = seeded(1);
  const movements = Array.from({ length: 12 }, () => movementOf(simulateScribble(random)));
  for (const [i, one] of movements.entries()) {
    expect(one.rotation).toBeDefined();
    for (const other of movements.slice(i + 1))
      expect(distance(one.acceleration, other.acceleration)).toBeGreaterThan(0.2);
  }
});
