import type { Point } from '../glyph/svg-path.js';
import { bestTurn, partOf, shapeDistance, shapeOf, type Shape } from './path-shape.js';

/** A side of a drawing, seen by the person. */
export type Side = 'top' | 'bottom' | 'left' | 'right';

/**
 * What most distinguishes a path from a glyph. `same`: nothing. `backwards`, `mirrored`, `upside-down`, `turned`: the
 * glyph's shape drawn that way. `first-part`, `last-part`: only this part of the glyph. `start`: it starts at another
 * side of the drawing. `fewer-turns`, `more-turns`: it changes direction less or more often. `open`: it does not return
 * to its start. `other`: none of these.
 */
export type PathDifference =
  | {
      readonly kind: Exclude<Transformation, 'same'> | 'same' | 'fewer-turns' | 'more-turns' | 'open' | 'other';
    }
  | { readonly kind: 'start'; readonly started: Side; readonly starts: Side };

type Transformation = 'same' | 'backwards' | 'mirrored' | 'upside-down' | 'turned' | 'first-part' | 'last-part';

/** How far a path may be turned and still count as upright, rad: people and estimates lean. */
const MAX_LEAN = 0.3;
/** A path turned by more is `turned`, rad. */
const MIN_TURN = 0.8;
/**
 * Distance of two shapes that look the same, in radii (root mean square). Of correct simulated casts, three of
 * four are below it.
 */
const SAME = 0.45;
/** A transformation is named only if it is this close, and this much closer than the glyph as it is. */
const NAMED = 0.6;
const CLEARLY_CLOSER = 0.65;
/** Parts must be closer than that: simple strokes resemble a part of many glyphs. */
const NAMED_PART = 0.4;
/** A reversed path is often also a turned or mirrored one: prefer the plainest explanation, unless another is closer. */
const REVERSED_BONUS = 0.08;
/** Distances at which a path looks just like the glyph, and not at all. */
const LOOKS_EQUAL = 0.3;
const LOOKS_UNRELATED = 0.95;
/** Least difference of the start in the drawing's own box to be named. */
const START_OFF = 0.5;
/** A start is at a side, not in the middle, if it is at least this far from the middle. */
const OFF_MIDDLE = 0.15;
/** A change of direction counts once the path has gone this share of its box in the new direction. */
const TURN_BACK = 0.25;
/** From this many turns on, as in a spiral, an estimate may miss one. */
const MANY_TURNS = 4;
/** Gaps between start and end, as shares of the box: below and above a closed and an open drawing. */
const CLOSED_GAP = 0.3;
const OPEN_GAP = 0.55;
const FIRST_PARTS = [0.4, 0.5, 0.6];

/**
 * Compares an estimated path with a glyph, to tell somebody in one sentence what to change.
 * @param path in drawing order, y down, in any unit  @param glyph likewise; at least two points each
 */
export function pathDifference(path: readonly Point[], glyph: readonly Point[]): PathDifference {
  const kind = nearestTransformation(path, glyph);
  if (kind !== undefined) return { kind };
  const start = startDifference(boxed(path), boxed(glyph));
  if (start !== undefined) return start;
  const wanted = turnsOf(glyph);
  const turns = turnsOf(path) - wanted;
  if (Math.abs(turns) > (wanted >= MANY_TURNS ? 1 : 0)) return { kind: turns < 0 ? 'fewer-turns' : 'more-turns' };
  return { kind: gapOf(path) > OPEN_GAP && gapOf(glyph) < CLOSED_GAP ? 'open' : 'other' };
}

/**
 * How much a path looks like a glyph, independent of place and size, and of a slight lean.
 * @returns 1: equal to the eye; 0: unrelated
 */
export function pathSimilarity(path: readonly Point[], glyph: readonly Point[]): number {
  const distance = shapeDistance(shapeOf(path), shapeOf(glyph), MAX_LEAN);
  return Math.max(0, Math.min(1, (LOOKS_UNRELATED - distance) / (LOOKS_UNRELATED - LOOKS_EQUAL)));
}

function nearestTransformation(path: readonly Point[], glyph: readonly Point[]): Transformation | undefined {
  const [shape, whole] = [shapeOf(path), shapeOf(glyph)];
  const to = (other: Shape, drawn = shape): number => shapeDistance(drawn, other, MAX_LEAN);
  const parts = (from: (share: number) => number, end: (share: number) => number): number =>
    Math.min(...FIRST_PARTS.map((share) => to(shapeOf(partOf(glyph, from(share), end(share))))));
  const same = to(whole);
  if (same < SAME) return 'same';
  const turned = Math.abs(bestTurn(shape, whole)) > MIN_TURN ? shapeDistance(shape, whole, Math.PI) : Infinity;
  const distances: [Transformation, number, number][] = [
    ['backwards', to(whole, shape.toReversed()) - REVERSED_BONUS, 1],
    ['mirrored', to(whole, shape.map(({ x, y }) => ({ x: -x, y }))), 1],
    ['upside-down', to(whole, shape.map(({ x, y }) => ({ x, y: -y }))), 1],
    ['turned', turned, 1],
    ['first-part', parts(() => 0, (share) => share), NAMED / NAMED_PART],
    ['last-part', parts((share) => 1 - share, () => 1), NAMED / NAMED_PART],
  ]; // prettier-ignore
  const weighted = distances.map(([kind, distance, weight]) => ({ kind, distance: weight * distance }));
  const best = weighted.reduce((least, next) => (next.distance < least.distance ? next : least));
  return best.distance < NAMED && best.distance < CLEARLY_CLOSER * same ? best.kind : undefined;
}

function startDifference([own]: readonly Point[], [wanted]: readonly Point[]): PathDifference | undefined {
  if (own === undefined || wanted === undefined) return undefined;
  const isAcross = Math.abs(own.x - wanted.x) > Math.abs(own.y - wanted.y);
  const [started, starts] = isAcross ? [own.x, wanted.x] : [own.y, wanted.y];
  if (Math.abs(started - starts) < START_OFF || Math.abs(started - 0.5) < OFF_MIDDLE) return undefined;
  const [low, high] = isAcross ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  return { kind: 'start', ...(started < starts ? { started: low, starts: high } : { started: high, starts: low }) };
}

/** Changes of direction, left to right and up to down. */
function turnsOf(path: readonly Point[]): number {
  const points = boxed(path);
  return reversals(points.map(({ x }) => x)) + reversals(points.map(({ y }) => y));
}

/** How often `values` change direction by more than TURN_BACK. */
function reversals(values: readonly number[]): number {
  let [low, high, way, count] = [values[0] ?? 0, values[0] ?? 0, 0, 0];
  for (const value of values) {
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    const next = value - low > TURN_BACK ? 1 : high - value > TURN_BACK ? -1 : 0;
    if (next === way || next === 0) {
      if (way === 1) low = high = Math.max(high, value);
      if (way === -1) low = high = Math.min(low, value);
      continue;
    }
    if (way !== 0) count++;
    [way, low, high] = [next, value, value];
  }
  return count;
}

/** Distance of the end from the start, as a share of the box. */
function gapOf(path: readonly Point[]): number {
  const points = boxed(path);
  const [first, last] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }];
  return Math.hypot(last.x - first.x, last.y - first.y);
}

/** The path in its own box, the longer side 1. */
function boxed(path: readonly Point[]): Point[] {
  const [xs, ys] = [path.map(({ x }) => x), path.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.max(right - left, bottom - top) || 1;
  return path.map(({ x, y }) => ({
    x: 0.5 + (x - (left + right) / 2) / size,
    y: 0.5 + (y - (top + bottom) / 2) / size,
  }));
}
