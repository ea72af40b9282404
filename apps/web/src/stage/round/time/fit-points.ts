import type { Circle } from '../../../shared/canvas/circle';
import type { Point } from '../../../shared/canvas/point';

/** Moves and scales `points` to fill a circle of radius `reach` around `at`. */
export function fitPoints(points: readonly Point[], at: Pick<Circle, 'x' | 'y'>, reach: number): Point[] {
  const middle = (axis: 0 | 1): number => {
    const values = points.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  const [cx, cy] = [middle(0), middle(1)];
  const farthest = Math.max(1e-9, ...points.map(([x, y]) => Math.hypot(x - cx, y - cy)));
  const scale = reach / farthest;
  return points.map(([x, y]) => [at.x + (x - cx) * scale, at.y + (y - cy) * scale]);
}
