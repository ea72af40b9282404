import { curveCatmullRom, line } from 'd3-shape';
import type { Point } from '../../../shared/canvas/point';
import { resamplePoints, lengthOf } from './resample';
import { simplifyPath } from './simplify-path';
import { texts } from '../../texts/console-texts';

/** Distance between resampled points, in units of the 100 x 100 box, as all distances here. */
const STEP = 1.5;
/** Points on each side used to measure a turn: corners turn within 4.5 units, the crest of a wave takes longer. */
const ARM = 3;
/** Turns sharper than this are corners, which are not smoothed, degrees. */
const CORNER_DEGREES = 60;
/** Number of points on each side for the moving average, which removes tremor. */
const SMOOTHING = 2;
/** Tolerance of the simplification. Coarse, because simulated people err at every joint: many pieces train badly. */
const TOLERANCE = 2;
/** Margin around a fitted glyph: stroke width and start dot stay inside the box. */
const MARGIN = 14;
/** Shorter strokes are taps. */
const MIN_LENGTH = 12;
/** Keeps the path well under the 4,000 characters that can be sent. */
const MAX_POINTS = 90;
/** A stroke with more corners is a scribble: its corners are smoothed, because each needs at least two points. */
const MAX_CORNERS = 30;

/** The glyph of a stroke, or the reason why there is none. */
type StrokeResult = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string };

/**
 * Converts a drawn stroke to a glyph: resamples, smooths between corners, simplifies, and fits it into the box.
 * Curves are centripetal Catmull-Rom splines (Yuksel, Schaefer and Keyser, 2011), which neither overshoot nor loop
 * between unevenly spaced points.
 */
export function strokePath(drawn: readonly Point[]): StrokeResult {
  if (lengthOf(drawn) < MIN_LENGTH) return { ok: false, reason: texts().book.editor.problems.tap };
  const even = resamplePoints(fitted(drawn), STEP);
  const corners = cornersOf(even);
  const pieces = piecesOf(even, corners.length > MAX_CORNERS ? [] : corners).map(smoothed);
  let tolerance = TOLERANCE;
  let simplified = pieces.map((piece) => simplifyPath(piece, tolerance));
  while (simplified.reduce((sum, piece) => sum + piece.length, 0) > MAX_POINTS) {
    tolerance *= 1.5;
    simplified = pieces.map((piece) => simplifyPath(piece, tolerance));
  }
  return { ok: true, path: pathOf(simplified) };
}

/** Indexes of sharp turns, the sharpest of each neighborhood. */
export function cornersOf(even: readonly Point[]): number[] {
  const turns = even.map((_, i) => turnAt(even, i));
  return turns.flatMap((turn, i) => {
    const around = turns.slice(Math.max(0, i - ARM), i + ARM + 1);
    const isSharpest = turn === Math.max(...around) && turns.indexOf(turn, Math.max(0, i - ARM)) === i;
    return turn > CORNER_DEGREES && isSharpest ? [i] : [];
  });
}

/** Change of direction at a point, degrees; 0 near the ends. */
function turnAt(points: readonly Point[], i: number): number {
  const [before, at, after] = [points[i - ARM], points[i], points[i + ARM]];
  if (before === undefined || at === undefined || after === undefined) return 0;
  const arriving = Math.atan2(at[1] - before[1], at[0] - before[0]);
  const leaving = Math.atan2(after[1] - at[1], after[0] - at[0]);
  const between = Math.abs(leaving - arriving) % (2 * Math.PI);
  return (Math.min(between, 2 * Math.PI - between) * 180) / Math.PI;
}

/** Splits a polyline at its corners; each corner ends one piece and begins the next. */
function piecesOf(points: readonly Point[], corners: readonly number[]): Point[][] {
  const cuts = [0, ...corners, points.length - 1];
  return cuts.slice(1).map((cut, i) => points.slice(cuts[i], cut + 1));
}

/** Averages each point with its neighbors. The ends do not move, so that the pieces still join. */
function smoothed(points: readonly Point[]): Point[] {
  return points.map((point, i) => {
    const reach = Math.min(SMOOTHING, i, points.length - 1 - i);
    if (reach === 0) return point;
    const near = points.slice(i - reach, i + reach + 1);
    return [mean(near.map(([x]) => x)), mean(near.map(([, y]) => y))];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Scales and centers the stroke in the box, as large as it fits. */
function fitted(points: readonly Point[]): Point[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (100 - 2 * MARGIN) / Math.max(right - left, bottom - top);
  return points.map(([x, y]): Point => [50 + (x - (left + right) / 2) * scale, 50 + (y - (top + bottom) / 2) * scale]);
}

function pathOf(pieces: readonly Point[][]): string {
  const spline = line<Point>()
    .x(([x]) => x)
    .y(([, y]) => y)
    .curve(curveCatmullRom)
    .digits(1);
  const paths = pieces.map((piece) => spline(piece) ?? '');
  return paths.map((path, i) => (i === 0 ? path : path.replace(/^M[^LC]*/, ''))).join('');
}
