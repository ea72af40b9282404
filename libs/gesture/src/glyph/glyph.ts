import { interpolate, linspace } from '../math/interpolation.js';
import { GlyphError, pathSegments, type Point, type Segment } from './svg-path.js';

export { GlyphError, type Point } from './svg-path.js';

/** Points per parsed stroke: enough to keep the corners of a glyph with a few segments. */
export const STROKE_POINTS = 200;

/** One stroke in drawing order: equidistant points in the glyph's own box, y down. */
export interface Stroke {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Joints of the path's segments and its two ends, as shares of its length: 0, ..., 1. */
  readonly knots: Float64Array;
  /** The knots where a hand must stop and turn, without the ends. */
  readonly corners: readonly number[];
}

/** A turn at a joint sharper than this, in degrees, is a corner where the hand stops. */
const CORNER_DEGREES = 35;
/** Points per segment before they are resampled evenly. */
const SEGMENT_POINTS = 24;

/**
 * Parses a glyph into STROKE_POINTS points.
 * @param d SVG path of one stroke, y down
 * @throws GlyphError if `d` is not such a path
 */
export function parseGlyph(d: string): Stroke {
  const outline = outlineOf(pathSegments(d));
  const [x, y] = spread(outline, STROKE_POINTS);
  return { x, y, knots: outline.knots, corners: outline.corners };
}

/**
 * Samples a glyph as `n` equidistant points in its own box, y down: for drawing it fully or in part.
 * @throws GlyphError
 */
export function glyphPoints(d: string, n: number): Point[] {
  const [x, y] = spread(outlineOf(pathSegments(d)), n);
  return Array.from(x, (value, i) => ({ x: value, y: y[i] ?? 0 }));
}

interface Outline {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Share of the length at each point, 0..1. */
  readonly along: Float64Array;
  readonly knots: Float64Array;
  readonly corners: readonly number[];
}

function outlineOf(segments: readonly Segment[]): Outline {
  const pieces = segments.map(pointsOf).filter((piece) => lengthOf(piece) > 0);
  const points = pieces.flatMap((piece, i) => (i === 0 ? piece : piece.slice(1)));
  const along = new Float64Array(points.length);
  points.forEach((point, i) => (along[i] = (along[i - 1] ?? 0) + distance(points[i - 1] ?? point, point)));
  const length = along[along.length - 1] ?? 0;
  if (!(length > 0)) throw new GlyphError('it has no length');
  for (let i = 0; i < along.length; i++) along[i] = (along[i] ?? 0) / length;

  const joints = pieces.slice(1).map((_, i) => along[(i + 1) * (SEGMENT_POINTS - 1)] ?? 1);
  const corners = joints.filter((_, i) => turn(pieces[i] ?? [], pieces[i + 1] ?? []) > CORNER_DEGREES);
  const [x, y] = [Float64Array.from(points, (p) => p.x), Float64Array.from(points, (p) => p.y)];
  return { x, y, along, knots: Float64Array.of(0, ...joints, 1), corners };
}

function spread({ x, y, along }: Outline, n: number): [Float64Array, Float64Array] {
  const places = linspace(0, 1, n);
  return [interpolate(places, along, x), interpolate(places, along, y)];
}

function pointsOf({ from, out, into, to }: Segment): Point[] {
  return Array.from({ length: SEGMENT_POINTS }, (_, i) => {
    const u = i / (SEGMENT_POINTS - 1);
    const w = 1 - u;
    const [a, b, c] = [3 * w * w * u, 3 * w * u * u, u * u * u];
    return {
      x: from.x + a * (out.x - from.x) + b * (into.x - from.x) + c * (to.x - from.x),
      y: from.y + a * (out.y - from.y) + b * (into.y - from.y) + c * (to.y - from.y),
    };
  });
}

/** Change of direction between two consecutive pieces, degrees, 0..180. */
function turn(before: readonly Point[], after: readonly Point[]): number {
  const arriving = direction(before.toReversed());
  const leaving = direction(after);
  const between = Math.abs(arriving + Math.PI - leaving) % (2 * Math.PI);
  return (Math.min(between, 2 * Math.PI - between) * 180) / Math.PI;
}

/** Direction in which a piece leaves its first point, radians; coincident points are skipped. */
function direction(piece: readonly Point[]): number {
  const [start] = piece;
  const next = piece.find((point) => start !== undefined && distance(start, point) > 0);
  return start === undefined || next === undefined ? 0 : Math.atan2(next.y - start.y, next.x - start.x);
}

function lengthOf(piece: readonly Point[]): number {
  return piece.reduce((sum, point, i) => sum + distance(piece[i - 1] ?? point, point), 0);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
