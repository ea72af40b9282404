import { curveCatmullRom, line } from 'd3-shape';
import type { Point } from '../../../shared/canvas/point';
import { evenPoints, lengthOf } from './resample';
import { simplified } from './simplify-path';

/** Distances are in units of the box, whose side is 100. */
const STEP = 1.5;
/** Points to either side over which a turn is measured: a corner turns within 4.5 units, a wave's crest takes longer. */
const ARM = 3;
/** A sharper turn than this is a corner and kept; less is a bend and smoothed, degrees. */
const CORNER_DEGREES = 60;
/** Points to either side that a point is averaged with, so that a trembling hand draws a calm line. */
const CALM = 2;
/** Coarse on purpose: every joint is a place where simulated people err, so a glyph of many pieces teaches badly. */
const TOLERANCE = 2;
/** What is left free round a fitted glyph, so that its stroke's width and start dot stay in the box. */
const MARGIN = 14;
/** A shorter stroke than this is a tap. */
const LEAST_LENGTH = 12;
/** A path must be short enough to be sent: well under 4,000 characters. */
const MOST_POINTS = 90;
/** With more corners than this it is a scribble, and none is kept: each costs two points at least. */
const MOST_CORNERS = 30;

/** Why a stroke is no glyph, for people. */
export type StrokeOutcome = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: string };

/**
 * A drawn stroke as a glyph: calmed, its corners kept, its curves fitted by few pieces, set into the box.
 * Curves are centripetal Catmull-Rom splines through the points that matter (Yuksel, Schaefer and Keyser, 2011),
 * which neither overshoot nor loop between points that lie unevenly.
 */
export function strokePath(drawn: readonly Point[]): StrokeOutcome {
  if (lengthOf(drawn) < LEAST_LENGTH) return { ok: false, why: 'That was a tap. Draw one longer stroke.' };
  const even = evenPoints(fitted(drawn), STEP);
  const corners = cornersOf(even);
  const pieces = piecesOf(even, corners.length > MOST_CORNERS ? [] : corners).map(calmed);
  let tolerance = TOLERANCE;
  let few = pieces.map((piece) => simplified(piece, tolerance));
  while (few.reduce((sum, piece) => sum + piece.length, 0) > MOST_POINTS) {
    tolerance *= 1.5;
    few = pieces.map((piece) => simplified(piece, tolerance));
  }
  return { ok: true, path: pathOf(few) };
}

/** Indexes at which the line turns sharply, the sharpest of each neighborhood. */
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

/** The line cut at its corners; each corner ends one piece and begins the next. */
function piecesOf(points: readonly Point[], corners: readonly number[]): Point[][] {
  const cuts = [0, ...corners, points.length - 1];
  return cuts.slice(1).map((cut, i) => points.slice(cuts[i], cut + 1));
}

/** Each point the mean of its neighbors; the ends stay, for there the pieces join. */
function calmed(points: readonly Point[]): Point[] {
  return points.map((point, i) => {
    const reach = Math.min(CALM, i, points.length - 1 - i);
    if (reach === 0) return point;
    const near = points.slice(i - reach, i + reach + 1);
    return [mean(near.map(([x]) => x)), mean(near.map(([, y]) => y))];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The stroke scaled and moved into the middle of the box, as large as it allows. */
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
