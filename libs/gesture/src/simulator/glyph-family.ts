import { parseGlyph, type Stroke } from '../glyph/glyph.js';
import type { Random } from '../math/random.js';
import { LOOKS_SAME } from '../path/drawing-order.js';
import { shapeDistance, shapeOf, type Shape } from '../path/path-shape.js';
import { inStyle, STYLES, type StyleKind, type StyleRanges } from './drawing-style.js';

/** A drawing may lean by this, radians. */
const MAX_LEAN = 0.3;

/**
 * The glyphs of a book, each as a family of drawings: in other styles, but never so that it could be the glyph of
 * another spell.
 */
export class GlyphFamilies {
  private readonly strokes: ReadonlyMap<string, Stroke>;
  private readonly shapes: readonly (readonly [spell: string, shape: Shape])[];

  /** @param glyphs SVG path by spell  @param seconds second glyphs, in the same way @throws GlyphError */
  constructor(
    glyphs: Readonly<Record<string, string>>,
    private readonly ranges: StyleRanges = STYLES,
    seconds: Readonly<Record<string, string>> = {},
  ) {
    this.strokes = new Map(Object.entries(glyphs).map(([spell, d]) => [spell, parseGlyph(d)]));
    const others = Object.entries(seconds).map(([spell, d]) => [spell, parseGlyph(d)] as const);
    this.shapes = [...this.strokes, ...others].map(([spell, stroke]) => [spell, shapeOf(pointsOf(stroke))]);
  }

  /** One drawing of the glyph in a style of this kind; undefined if there is none that belongs to this spell alone. */
  draw(spell: string, kind: StyleKind, random: Random): Stroke | undefined {
    const glyph = this.strokes.get(spell);
    const drawn = glyph && inStyle(glyph, kind, this.ranges, random);
    return drawn && this.isAlone(spell, drawn) ? drawn : undefined;
  }

  private isAlone(spell: string, drawn: Stroke): boolean {
    const shape = shapeOf(pointsOf(drawn));
    return this.shapes.every(
      ([other, glyph]) => other === spell || shapeDistance(shape, glyph, MAX_LEAN) >= LOOKS_SAME,
    );
  }
}

function pointsOf({ x, y }: Stroke): { x: number; y: number }[] {
  return Array.from(x, (value, i) => ({ x: value, y: y[i] ?? 0 }));
}
