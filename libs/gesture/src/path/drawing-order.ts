import { parseGlyph, type Stroke } from '../glyph/glyph.js';
import { isClosed, reversedStroke, startedAt } from '../glyph/stroke-order.js';
import type { Point } from '../glyph/svg-path.js';
import type { Signal } from '../signal/signal.js';
import { estimatePath } from './estimate-path.js';
import { shapeDistance, shapeOf, type Shape } from './path-shape.js';

/** How a glyph was drawn: as it is, backwards, a closed one from another point, or as the spell's second glyph. */
export type DrawingOrder = 'forwards' | 'backwards' | 'elsewhere' | 'second';

/** A path may lean by this, radians. */
const MAX_LEAN = 0.3;
/** Points of a closed glyph that are tried as starts. */
const STARTS = [0.2, 0.35, 0.5, 0.65, 0.8];
/** Another order is believed if its shape is this much closer to the path than that of the glyph: estimates drift. */
const CLEARLY_CLOSER = 0.6;
/** Glyphs closer than this look the same, in radii; see {@link shapeDistance}. */
export const LOOKS_SAME = 0.45;

/**
 * Tells how casts drew a glyph, from the estimated path of the hand.
 * @param d SVG path  @param second SVG path of the second glyph, if there is one @throws GlyphError
 */
export function drawingOrderOf(d: string, second?: string): (signal: Signal) => DrawingOrder {
  const glyph = parseGlyph(d);
  const other = second === undefined ? undefined : shape(parseGlyph(second));
  const [own, back] = [glyph, reversedStroke(glyph)];
  const elsewhere = (stroke: Stroke): Shape[] =>
    isClosed(glyph) ? STARTS.map((share) => shape(startedAt(stroke, share))) : [];
  const orders: readonly (readonly [DrawingOrder, readonly Shape[]])[] = [
    ['backwards', [shape(back), ...elsewhere(back)]],
    ['elsewhere', elsewhere(own)],
  ];
  const forwards = shape(own);
  return (signal) => {
    const path = shapeOf(estimatePath(signal));
    const to = (drawn: Shape): number => shapeDistance(path, drawn, MAX_LEAN);
    const toGlyph = to(forwards);
    if (other !== undefined && to(other) < toGlyph) return 'second';
    let [best, least]: [DrawingOrder, number] = ['forwards', CLEARLY_CLOSER * toGlyph];
    for (const [order, shapes] of orders)
      for (const one of shapes) {
        const distance = to(one);
        if (distance < least) [best, least] = [order, distance];
      }
    return best;
  };
}

/** Whether a glyph, drawn backwards, looks like another. @param d SVG path  @param other SVG path @throws GlyphError */
export function looksReversed(d: string, other: string): boolean {
  return shapeDistance(shape(reversedStroke(parseGlyph(d))), shape(parseGlyph(other)), MAX_LEAN) < LOOKS_SAME;
}

function shape({ x, y }: Stroke): Shape {
  return shapeOf(Array.from(x, (value, i): Point => ({ x: value, y: y[i] ?? 0 })));
}
