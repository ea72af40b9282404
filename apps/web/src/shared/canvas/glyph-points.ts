import type { Point } from './point';

const cache = new Map<string, readonly Point[]>();

/** `count` points evenly spaced along an SVG path, in the path's units. Cached. */
export function glyphPoints(path: string, count = 120): readonly Point[] {
  const key = `${count} ${path}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('d', path);
  const length = element.getTotalLength();
  const points = Array.from({ length: count }, (_, i): Point => {
    const { x, y } = element.getPointAtLength((length * i) / (count - 1));
    return [x, y];
  });
  cache.set(key, points);
  return points;
}
