import type { Point } from '../../../shared/canvas/point';

/**
 * The fewest of `points` whose polyline stays within `tolerance` of all of them, including both ends
 * (Ramer, 1972; Douglas and Peucker, 1973).
 */
export function simplifyPath(points: readonly Point[], tolerance: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return [...points];
  let [farthest, at] = [0, 0];
  for (let i = 1; i < points.length - 1; i++) {
    const distance = distanceToLine(points[i] ?? first, first, last);
    if (distance > farthest) [farthest, at] = [distance, i];
  }
  if (farthest <= tolerance) return [first, last];
  return [
    ...simplifyPath(points.slice(0, at + 1), tolerance).slice(0, -1),
    ...simplifyPath(points.slice(at), tolerance),
  ];
}

/** Distance from a point to the segment between `a` and `b`. */
function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
