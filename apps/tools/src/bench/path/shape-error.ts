import type { Point } from '@wandcast/gesture';

/**
 * How far an estimated path is from the true one: the root mean square distance after the translation and uniform scale
 * that fit best (no rotation), as a share of the longer side of the true path.
 * @param estimate,truth points at the same times, same axes
 */
export function shapeError(estimate: readonly Point[], truth: readonly Point[]): number {
  const [from, to] = [centered(estimate), centered(truth)];
  let [both, own] = [0, 0];
  from.forEach(({ x, y }, i) => {
    both += x * (to[i]?.x ?? 0) + y * (to[i]?.y ?? 0);
    own += x * x + y * y;
  });
  const scale = own > 0 ? Math.max(0, both / own) : 0; // a negative scale would be a rotation by 180 degrees
  let squares = 0;
  from.forEach(({ x, y }, i) => (squares += (scale * x - (to[i]?.x ?? 0)) ** 2 + (scale * y - (to[i]?.y ?? 0)) ** 2));
  return Math.sqrt(squares / from.length) / longerSide(to);
}

function centered(points: readonly Point[]): Point[] {
  let [x, y] = [0, 0];
  for (const point of points) [x, y] = [x + point.x / points.length, y + point.y / points.length];
  return points.map((point) => ({ x: point.x - x, y: point.y - y }));
}

function longerSide(points: readonly Point[]): number {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
