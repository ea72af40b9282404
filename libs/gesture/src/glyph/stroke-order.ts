import { boxOf, jointsOf, strokeOf } from './outline.js';
import type { Stroke } from './glyph.js';

/** A glyph is closed if its ends are at most this share of its longer side apart. */
const CLOSED_GAP = 0.12;
/** A joint closer to the new start than this share of the length becomes the start. */
const NEAR = 0.02;

/** Whether the stroke ends where it starts, so that it may be drawn from any point. */
export function isClosed(stroke: Stroke): boolean {
  const { x, y } = stroke;
  const gap = Math.hypot((x.at(-1) ?? 0) - (x[0] ?? 0), (y.at(-1) ?? 0) - (y[0] ?? 0));
  return gap <= CLOSED_GAP * 2 * Math.max(...boxOf(stroke).half);
}

/** The stroke from its end to its start. */
export function reversedStroke({ x, y, knots, corners }: Stroke): Stroke {
  const back = (shares: Iterable<number>): number[] => Array.from(shares, (share) => 1 - share).reverse();
  return { x: x.toReversed(), y: y.toReversed(), knots: Float64Array.from(back(knots)), corners: back(corners) };
}

/**
 * A closed stroke, once around from another point.
 * @param share of its length, 0..1, from its own start to the new one
 */
export function startedAt(stroke: Stroke, share: number): Stroke {
  const n = stroke.x.length;
  const first = Math.round(share * (n - 1)) % n;
  const around = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: n + 1 }, (_, i) => values[(first + i) % n] ?? 0);
  const isSeamCorner = stroke.corners.length > 0;
  const joints = [...jointsOf(stroke), { at: 0, isCorner: isSeamCorner }]
    .map(({ at, isCorner }) => ({ at: (at - first + n) % n, isCorner }))
    .filter(({ at }) => at > NEAR * n && at < (1 - NEAR) * n)
    .sort((a, b) => a.at - b.at);
  return strokeOf({ x: around(stroke.x), y: around(stroke.y), joints });
}
