import { GlyphFamilies, parseGlyph, seeded, starterSpellbook, STROKE_POINTS, type Stroke } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { isClosed, reversedStroke, startedAt } from '../../../../libs/gesture/src/glyph/stroke-order.js';
import { hooked, reproportioned, rounded, straightened } from '../../../../libs/gesture/src/glyph/stroke-shape.js';

const glyphs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? ''])),
  zero: 'M50 10 C15 10 15 90 50 90 C85 90 85 10 50 10',
  square: 'M10 10 L90 10 L90 90 L10 90 L10 10',
  seven: 'M20 14 L82 14 L40 90',
};
const strokes = Object.entries(glyphs).map(([name, d]) => [name, parseGlyph(d)] as const);
const closed = strokes.filter(([, stroke]) => isClosed(stroke));

const lengthOf = ({ x, y }: Stroke): number =>
  x.reduce((sum, value, i) => (i === 0 ? 0 : sum + Math.hypot(value - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0))), 0); // prettier-ignore
const boxOf = ({ x, y }: Stroke): number[] => [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
/** Longest distance of a point of one stroke from the nearest point of the other. */
const farthest = (a: Stroke, b: Stroke): number =>
  Math.max(
    ...Array.from(a.x, (x, i) =>
      Math.min(...Array.from(b.x, (other, k) => Math.hypot(other - x, (b.y[k] ?? 0) - (a.y[i] ?? 0)))),
    ),
  );
const isWhole = ({ x, y, knots, corners }: Stroke): void => {
  expect([x.length, y.length]).toEqual([STROKE_POINTS, STROKE_POINTS]);
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
  expect([knots[0], knots.at(-1)]).toEqual([0, 1]);
  expect([...knots]).toEqual([...knots].sort((a, b) => a - b));
  for (const corner of corners) expect([...knots]).toContain(corner);
};

describe('a stroke drawn in another order', () => {
  test.each(strokes)('backwards, twice, is the stroke: %s', (_, stroke) => {
    const again = reversedStroke(reversedStroke(stroke));
    expect(again.x).toEqual(stroke.x);
    expect(again.y).toEqual(stroke.y);
    again.knots.forEach((knot, i) => {
      expect(knot).toBeCloseTo(stroke.knots[i] ?? NaN, 12);
    });
  });

  test('is closed if it ends where it starts', () => {
    expect(closed.map(([name]) => name)).toEqual(['zero', 'square']);
  });

  test.each(closed)('from another point covers the same line: %s', (_, stroke) => {
    for (const share of [0.1, 0.25, 0.5, 0.77]) {
      const moved = startedAt(stroke, share);
      isWhole(moved);
      const first = Math.round(share * (STROKE_POINTS - 1));
      expect(moved.x[0]).toBeCloseTo(stroke.x[first] ?? NaN, 6);
      expect(moved.y[0]).toBeCloseTo(stroke.y[first] ?? NaN, 6);
      expect(lengthOf(moved) / lengthOf(stroke)).toBeCloseTo(1, 1);
      expect(farthest(moved, stroke)).toBeLessThan(2);
      expect(farthest(stroke, moved)).toBeLessThan(2);
    }
  });
});

describe('a stroke drawn in another shape', () => {
  test.each(strokes)('with hooks has them at its ends, and is itself between: %s', (_, stroke) => {
    const both = hooked(stroke, { length: 0.2, angle: 1 }, { length: 0.2, angle: -1 });
    isWhole(both);
    const [left = 0, right = 0, top = 0, bottom = 0] = boxOf(stroke);
    const hook = 0.2 * Math.max(right - left, bottom - top);
    expect(lengthOf(both) / (lengthOf(stroke) + 2 * hook)).toBeCloseTo(1, 1);
    expect(farthest(stroke, both)).toBeLessThan(2);
    expect(Math.hypot((both.x[0] ?? 0) - (stroke.x[0] ?? 0), (both.y[0] ?? 0) - (stroke.y[0] ?? 0))).toBeCloseTo(hook, 3); // prettier-ignore
  });

  test.each(strokes)('with other proportions keeps its box: %s', (_, stroke) => {
    const other = reproportioned(stroke, 0.3, -0.9);
    isWhole(other);
    boxOf(other).forEach((side, i) => {
      expect(Math.abs(side - (boxOf(stroke)[i] ?? NaN))).toBeLessThan(1);
    });
  });

  test.each(strokes)('rounded or straightened by nothing stays, and keeps its ends otherwise: %s', (_, stroke) => {
    for (const changed of [rounded, straightened]) {
      isWhole(changed(stroke, 1));
      expect(farthest(changed(stroke, 0), stroke)).toBeLessThan(1);
      const { x, y } = changed(stroke, 1);
      expect([x[0], y[0], x.at(-1), y.at(-1)].map((value) => Math.round(value ?? NaN))).toEqual(
        [stroke.x[0], stroke.y[0], stroke.x.at(-1), stroke.y.at(-1)].map((value) => Math.round(value ?? NaN)),
      );
    }
    expect(rounded(stroke, 1).corners).toEqual([]);
  });
});

describe('the family of a glyph', () => {
  const slash = { up: 'M10 90 L90 10', down: 'M90 10 L10 90', wave: 'M8 54 C20 18 36 18 50 50 S80 84 92 46' };

  test('has no drawing that is the glyph of another spell', () => {
    const families = new GlyphFamilies(slash);
    expect(families.draw('up', 'direction', seeded(1))).toBeUndefined();
    expect(families.draw('wave', 'direction', seeded(1))).toBeDefined();
  });

  test('has other starts only of a closed glyph', () => {
    const families = new GlyphFamilies(glyphs);
    expect(families.draw('zero', 'start', seeded(1))).toBeDefined();
    expect(families.draw('seven', 'start', seeded(1))).toBeUndefined();
  });
});
