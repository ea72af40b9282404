import { GlyphError, STROKE_POINTS, glyphPoints, parseGlyph, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const gaps = (points: readonly { x: number; y: number }[]): number[] =>
  points.slice(1).map((point, i) => Math.hypot(point.x - (points[i]?.x ?? NaN), point.y - (points[i]?.y ?? NaN)));

describe('a glyph', () => {
  test('becomes equidistant points from its start to its end, y down', () => {
    const points = glyphPoints('M10 20 L10 80 L40 80', 10);
    expect(points[0]).toEqual({ x: 10, y: 20 });
    expect(points[6]?.x).toBeCloseTo(10, 9);
    expect(points[6]?.y).toBeCloseTo(80, 9);
    expect(points[9]).toEqual({ x: 40, y: 80 });
    for (const gap of gaps(points)) expect(gap).toBeCloseTo(10, 9);
  });

  test('keeps its curves: an arc of four cubics stays on its circle', () => {
    const k = 50 * 0.5523;
    const circle = `M100 50 C100 ${50 + k} ${50 + k} 100 50 100 S0 ${50 + k} 0 50 C0 ${50 - k} ${50 - k} 0 50 0 S100 ${50 - k} 100 50`;
    for (const { x, y } of glyphPoints(circle, 200)) expect(Math.hypot(x - 50, y - 50)).toBeCloseTo(50, 0);
    expect(Math.max(...gaps(glyphPoints(circle, 200)))).toBeCloseTo((2 * Math.PI * 50) / 199, 1);
  });

  test.each([
    ['M10 10 L20 10 L20 30', 'm10,10h10v20'],
    ['M10 10 L20 10 L20 30', 'M10 10 20 10 20 30'],
    ['M10 10 L20 10 L20 30', 'M1e1,10H20V30'],
    ['M.5.5 L-1-2', 'm.5.5l-1.5-2.5'],
    ['M0 0 C0 10 10 20 20 20 C30 20 40 10 40 0', 'M0 0c0 10 10 20 20 20s20-10 20-20'],
    ['M0 0 Q10 20 20 0 Q30 -20 40 0', 'M0 0q10 20 20 0t20 0'],
    ['M0 0 C20 40 40 40 60 0', 'M0 0 Q 30 60 60 0'],
    ['M0 0 L10 0 L10 10 L0 0', 'M0 0 10 0v10z'],
    ['M5 5 C5 5 20 5 20 20', 'M5 5 S20 5 20 20'],
  ])('%j is the same stroke as %j', (a, b) => {
    const [one, other] = [glyphPoints(a, 50), glyphPoints(b, 50)];
    one.forEach((point, i) => {
      expect(point.x).toBeCloseTo(other[i]?.x ?? NaN, 6);
      expect(point.y).toBeCloseTo(other[i]?.y ?? NaN, 6);
    });
  });

  test('reports its joints, and which of them are corners', () => {
    const { x, knots, corners } = parseGlyph('M0 0 L30 0 L30 60 L30 90');
    expect(x).toHaveLength(STROKE_POINTS);
    expect([...knots].map((knot) => Math.round(knot * 120))).toEqual([0, 30, 90, 120]);
    expect(corners.map((corner) => Math.round(corner * 120))).toEqual([30]);
    expect(parseGlyph('M0 0 L50 0 L0 0').corners).toHaveLength(1); // a reversal is the sharpest corner
    expect(parseGlyph('M0 0 C10 0 20 10 20 20 S10 40 0 40').corners).toEqual([]);
  });

  test('every starter spell is valid, inside its box of 100', () => {
    expect(starterSpellbook.map(({ id }) => id)).toEqual(['ember', 'tide', 'gale', 'bloom', 'spark', 'veil']);
    for (const { glyph } of starterSpellbook)
      for (const { x, y } of glyphPoints(glyph ?? '', 100)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(100);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(100);
      }
  });
});

describe('an invalid glyph is rejected with a reason', () => {
  test('a path of more than 200 segments', () => {
    expect(() => parseGlyph(`M0 0 ${'L1 1 L0 0 '.repeat(200)}`)).toThrow(/more than 200 pieces/);
  });
  test.each([
    ['', /nothing/],
    ['   ', /nothing/],
    ['M10 10', /nothing/],
    ['M10 10 L10 10', /no length/],
    ['M10 10 Z', /no length/],
    ['L10 10', /start with M/],
    ['10 10 L20 20', /number without a command/],
    ['M0 0 L10 10 M20 20 L30 30', /more than one stroke/],
    ['M0 0 10 10 Z L30 30', /more than one stroke/],
    ['M0 0 A5 5 0 0 1 10 10', /command A/],
    ['M0 0 L10', /L needs 2 numbers/],
    ['M0 0 C1 2 3 4 5', /C needs 6 numbers/],
    ['M0 0 L10 ten', /command t|needs/],
    ['M0 0 L10 #', /unreadable at character 10/],
    ['M0 0 L1e400 0', /out of range/],
    ['M0 0 L1e300 0', /out of range/],
    ['M0 0 L NaN 0', /command N|needs/],
  ])('%j', (d, reason) => {
    expect(() => parseGlyph(d)).toThrow(GlyphError);
    expect(() => parseGlyph(d)).toThrow(reason);
    expect(() => glyphPoints(d, 10)).toThrow(GlyphError);
  });
});
