import { interpolate } from '../math/interpolation.js';
import { smoothed } from '../math/smoothing.js';
import { boxOf, jointsOf, strokeOf } from './outline.js';
import type { Stroke } from './glyph.js';

/** A short extra line at an end of a stroke. */
export interface Hook {
  /** Share of the longer side of the drawing. */
  readonly length: number;
  /** Turn between the hook and the line, radians; pi would retrace it. */
  readonly angle: number;
}

/** Points that determine the direction of a stroke at its ends. */
const END_POINTS = 8;
const HOOK_POINTS = 12;
/** A hook that turns more is a corner, radians. */
const CORNER = 0.6;

/** The stroke with a hook before its start, after its end, or both. */
export function hooked(stroke: Stroke, start: Hook | undefined, end: Hook | undefined): Stroke {
  const size = 2 * Math.max(...boxOf(stroke).half);
  const before = start ? hookAt(stroke, 0, start, size).reverse() : [];
  const after = end ? hookAt(stroke, stroke.x.length - 1, end, size) : [];
  const joints = [
    ...(start ? [{ at: before.length, isCorner: Math.abs(start.angle) > CORNER }] : []),
    ...jointsOf(stroke).map((joint) => ({ ...joint, at: joint.at + before.length })),
    ...(end ? [{ at: before.length + stroke.x.length - 1, isCorner: Math.abs(end.angle) > CORNER }] : []),
  ];
  const joined = (values: Float64Array, axis: 0 | 1): Float64Array =>
    Float64Array.of(...before.map((point) => point[axis]), ...values, ...after.map((point) => point[axis]));
  return strokeOf({ x: joined(stroke.x, 0), y: joined(stroke.y, 1), joints });
}

/** Points of a hook, from the stroke outwards. */
function hookAt({ x, y }: Stroke, end: number, { length, angle }: Hook, size: number): [number, number][] {
  const inner = end === 0 ? END_POINTS : end - END_POINTS;
  const outwards = Math.atan2((y[end] ?? 0) - (y[inner] ?? 0), (x[end] ?? 0) - (x[inner] ?? 0)) + angle;
  return Array.from({ length: HOOK_POINTS }, (_, i) => {
    const reach = ((i + 1) / HOOK_POINTS) * length * size;
    return [(x[end] ?? 0) + reach * Math.cos(outwards), (y[end] ?? 0) + reach * Math.sin(outwards)];
  });
}

/**
 * The stroke with other proportions: its middle moves, its box stays.
 * @param across to the right, @param down downwards; shares of half the side, clamped so that no part flips
 */
export function reproportioned(stroke: Stroke, across: number, down: number): Stroke {
  const { center, half } = boxOf(stroke);
  const moved = (values: Float64Array, axis: 0 | 1, shift: number): Float64Array => {
    const [middle, side] = [center[axis], half[axis] || 1];
    const most = Math.max(-MAX_SHIFT, Math.min(MAX_SHIFT, shift));
    return values.map((value) => value + most * side * (1 - ((value - middle) / side) ** 2));
  };
  return strokeOf({
    x: moved(stroke.x, 0, across),
    y: moved(stroke.y, 1, down),
    joints: jointsOf(stroke),
  });
}

/** From half a side on, a part of the drawing would flip. */
const MAX_SHIFT = 0.45;

/** Rounding of corners at a share of 1: sd of the smoothing as a share of the length. */
const ROUNDING = 0.05;

/** The stroke with rounded corners; its ends stay. @param share 0..1, 0 changes nothing */
export function rounded(stroke: Stroke, share: number): Stroke {
  const n = stroke.x.length;
  const soft = (values: Float64Array): Float64Array => {
    // Mirrored through the ends, so that these stay in place.
    const [first, last] = [values[0] ?? 0, values[n - 1] ?? 0];
    const padded = Float64Array.from({ length: 3 * n - 2 }, (_, i) => {
      const at = i - (n - 1);
      if (at < 0) return 2 * first - (values[-at] ?? 0);
      return at < n ? (values[at] ?? 0) : 2 * last - (values[2 * (n - 1) - at] ?? 0);
    });
    return smoothed(padded, ROUNDING * share * n).slice(n - 1, 2 * n - 1);
  };
  const joints = jointsOf(stroke).map(({ at }) => ({ at, isCorner: false }));
  return share <= 0 ? stroke : strokeOf({ x: soft(stroke.x), y: soft(stroke.y), joints });
}

/** Points between two corners of an angular drawing. */
const CHORD_POINTS = 34;

/** The stroke with straighter parts and a corner between them. @param share 0..1: 1 is a polygon, 0 changes nothing */
export function straightened(stroke: Stroke, share: number): Stroke {
  const ends = [0, ...jointsOf(stroke).map(({ at }) => at), stroke.x.length - 1];
  const vertices = ends.flatMap((to, i) => {
    const from = ends[i - 1];
    if (from === undefined) return [to];
    const parts = Math.max(1, Math.round((to - from) / CHORD_POINTS));
    return Array.from({ length: parts }, (_, k) => Math.round(from + ((k + 1) * (to - from)) / parts));
  });
  const places = Float64Array.from(vertices);
  const all = Float64Array.from(stroke.x, (_, i) => i);
  const straight = (values: Float64Array): Float64Array => {
    const chords = interpolate(all, places, places.map((at) => values[at] ?? 0)); // prettier-ignore
    return values.map((value, i) => value + share * ((chords[i] ?? value) - value));
  };
  const [x, y] = [straight(stroke.x), straight(stroke.y)];
  const joints = vertices.slice(1, -1).map((at) => ({ at, isCorner: turnAt(x, y, at) > CORNER }));
  return strokeOf({ x, y, joints });
}

/** Turn of a line at a point, radians, 0..pi. */
function turnAt(x: Float64Array, y: Float64Array, at: number): number {
  const way = (from: number, to: number): number =>
    Math.atan2((y[to] ?? 0) - (y[from] ?? 0), (x[to] ?? 0) - (x[from] ?? 0));
  const turn = Math.abs(way(at, at + 2) - way(at - 2, at)) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}
