import { MAX_GLYPH } from '@wandcast/protocol';
import { parseGlyph } from './glyph.js';
import { GlyphError, pathStrokes, type Point, type Segment } from './svg-path.js';
import { svgStrokes } from './svg-strokes.js';

/** An imported glyph, as a spellbook stores it. */
export interface ImportedGlyph {
  readonly glyph: string;
  /** Number of strokes in the source. A hand in the air cannot be lifted, so strokes are joined by straight lines. */
  readonly strokes: number;
}

/** A file with more strokes is a picture, not a glyph. */
const MAX_STROKES = 8;
/** Longest accepted text, in characters. Drawing programs write a few thousand per stroke. */
const MAX_TEXT_LENGTH = 400_000;
/** Margin around a scaled glyph, so that the line width and the start dot stay inside the box. */
const MARGIN = 14;
/** Smallest longer side of a glyph that is kept at its own scale. */
const MIN_SIZE = 40;

/**
 * Imports a glyph from an SVG file or from path data (the attribute `d`): y down, any size. Several strokes become one,
 * in document order.
 * @returns an SVG path of one stroke in a box of 100 x 100
 * @throws GlyphError with a reason for the user if it cannot be drawn as one stroke
 */
export function importGlyph(text: string): ImportedGlyph {
  const plain = text.trim();
  if (plain === '') throw new GlyphError('it is empty');
  if (plain.length > MAX_TEXT_LENGTH) throw new GlyphError('it is too long to be one stroke');
  const isMarkup = plain.includes('<');
  if (!isMarkup && !/^m/i.test(plain)) throw new GlyphError('it is neither SVG nor path data, which begins with M');
  const strokes = isMarkup ? svgStrokes(plain) : pathStrokes(plain);
  if (strokes.length === 0) throw new GlyphError(isMarkup ? 'it has no path' : 'it draws nothing');
  if (strokes.length > MAX_STROKES)
    throw new GlyphError(`it has ${strokes.length} strokes, and a hand in the air draws one`);
  const whole = joinStrokes(strokes);
  const keepsText = !isMarkup && strokes.length === 1 && plain.length <= MAX_GLYPH && fillsTheBox(whole);
  const glyph = keepsText ? plain : pathText(fitToBox(whole));
  if (glyph.length > MAX_GLYPH) throw new GlyphError('it has more detail than a hand can follow');
  parseGlyph(glyph);
  return { glyph, strokes: strokes.length };
}

function joinStrokes(strokes: readonly (readonly Segment[])[]): Segment[] {
  return strokes.flatMap((stroke, i) => {
    const [from, to] = [strokes[i - 1]?.at(-1)?.to, stroke[0]?.from];
    if (from === undefined || to === undefined || (from.x === to.x && from.y === to.y)) return stroke;
    return [{ from, out: from, into: to, to }, ...stroke];
  });
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Bounding box of the control points: exact for lines, slightly too large for curves. */
function boxOf(segments: readonly Segment[]): Box {
  const points = segments.flatMap(({ from, out, into, to }) => [from, out, into, to]);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function fillsTheBox(segments: readonly Segment[]): boolean {
  const { left, top, width, height } = boxOf(segments);
  const isInside = left >= 0 && top >= 0 && left + width <= 100 && top + height <= 100;
  return isInside && Math.max(width, height) >= MIN_SIZE;
}

/**
 * Centers and scales the glyph to the box, keeping its proportions.
 * @throws GlyphError if it has no length
 */
function fitToBox(segments: readonly Segment[]): Segment[] {
  const { left, top, width, height } = boxOf(segments);
  const size = Math.max(width, height);
  if (!(size > 0)) throw new GlyphError('it has no length');
  const scale = (100 - 2 * MARGIN) / size;
  const move = ({ x, y }: Point): Point => ({
    x: 50 + (x - left - width / 2) * scale,
    y: 50 + (y - top - height / 2) * scale,
  });
  return segments.map(({ from, out, into, to }) => ({
    ...{ from: move(from), out: move(out) },
    ...{ into: move(into), to: move(to) },
  }));
}

/** Path data with coordinates rounded to a tenth of a unit, which is finer than any hand draws. */
function pathText(segments: readonly Segment[]): string {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const place = ({ x, y }: Point): string => `${tenth(x)} ${tenth(y)}`;
  const [first] = segments;
  const pieces = segments.map(({ from, out, into, to }) =>
    isStraight({ from, out, into, to }) ? `L${place(to)}` : `C${place(out)} ${place(into)} ${place(to)}`,
  );
  return first === undefined ? '' : `M${place(first.from)}${pieces.join('')}`;
}

function isStraight({ from, out, into, to }: Segment): boolean {
  return out.x === from.x && out.y === from.y && into.x === to.x && into.y === to.y;
}
