import type { Point } from '../../../shared/canvas/point';

/** Length of the polyline through `points`. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1], points[i]);
  return length;
}

function distance(a: Point | undefined, b: Point | undefined): number {
  return a === undefined || b === undefined ? 0 : Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Resamples a polyline to points about `step` apart, including both ends, so that drawing speed does not matter. */
export function resamplePoints(points: readonly Point[], step: number): Point[] {
  const last = points.at(-1);
  const length = lengthOf(points);
  if (last === undefined || length === 0) return points.slice(0, 1);
  const count = Math.max(1, Math.round(length / step));
  const even: Point[] = [];
  let [segment, before] = [1, 0];
  for (let k = 0; k < count; k++) {
    const want = (k * length) / count;
    let reach = before + distance(points[segment - 1], points[segment]);
    while (reach < want && segment < points.length - 1) {
      before = reach;
      segment++;
      reach = before + distance(points[segment - 1], points[segment]);
    }
    const [a, b] = [points[segment - 1] ?? last, points[segment] ?? last];
    const share = reach > before ? Math.min(1, (want - before) / (reach - before)) : 0;
    even.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
  }
  return [...even, last];
}
