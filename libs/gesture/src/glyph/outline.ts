import { interpolate, linspace } from '../math/interpolation.js';
import { STROKE_POINTS, type Stroke } from './glyph.js';

/** A line whose points need not be equidistant, y down. */
export interface Outline {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Points where a person joins two parts of the drawing, ascending, without the ends. */
  readonly joints: readonly Joint[];
}

interface Joint {
  /** Index of the point. */
  readonly at: number;
  /** Whether a hand must stop and turn there. */
  readonly isCorner: boolean;
}

/** The joints of a stroke. */
export function jointsOf({ x, knots, corners }: Stroke): Joint[] {
  return Array.from(knots)
    .filter((share) => share > 0 && share < 1)
    .map((share) => ({ at: Math.round(share * (x.length - 1)), isCorner: corners.includes(share) }));
}

/** Spreads the points of an outline evenly. */
export function strokeOf({ x, y, joints }: Outline): Stroke {
  const along = new Float64Array(x.length);
  for (let i = 1; i < along.length; i++)
    along[i] = (along[i - 1] ?? 0) + Math.hypot((x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0));
  const length = along.at(-1) ?? 0;
  const shares = along.map((value) => value / length);
  const places = linspace(0, 1, STROKE_POINTS);
  const share = ({ at }: Joint): number => shares[at] ?? 1;
  return {
    x: interpolate(places, shares, x),
    y: interpolate(places, shares, y),
    knots: Float64Array.of(0, ...joints.map(share), 1),
    corners: joints.filter(({ isCorner }) => isCorner).map(share),
  };
}

/** Center and half sides of the box around a line. */
export function boxOf({ x, y }: Pick<Outline, 'x' | 'y'>): { center: [number, number]; half: [number, number] } {
  const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  return { center: [(left + right) / 2, (top + bottom) / 2], half: [(right - left) / 2, (bottom - top) / 2] };
}
