import { unpackPath } from '@wandcast/protocol';
import type { Circle } from '../../shared/canvas/circle';
import type { Point } from '../../shared/canvas/point';

/** Points between two points of a packed path: the curve has no visible corners at the size of a podium seal. */
const STEPS = 4;

/** Size of the path's box as a share of the seal's radius: its corners are inside the ring. */
const SIZE = 0.84;

/** The smooth stroke of a packed path inside a seal; empty if there is no path. */
export function strokePoints(path: string, at: Circle): Point[] {
  const size = SIZE * at.r;
  return smoothed(unpackPath(path).map(({ x, y }): Point => [at.x + (x - 0.5) * size, at.y + (y - 0.5) * size]));
}

/** A curve through all points (Catmull and Rom 1974). */
export function smoothed(points: readonly Point[]): Point[] {
  return points.flatMap((from, i) => {
    const to = points[i + 1];
    if (to === undefined) return [from];
    const [before, after] = [points[i - 1] ?? from, points[i + 2] ?? to];
    return Array.from({ length: STEPS }, (_, step): Point => {
      const t = step / STEPS;
      const axis = (k: 0 | 1): number => between(before[k], from[k], to[k], after[k], t);
      return [axis(0), axis(1)];
    });
  });
}

function between(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
