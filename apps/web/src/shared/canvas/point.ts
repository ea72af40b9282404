export type Point = readonly [x: number, y: number];

/** Points of a 100 x 100 box, placed so that the box's center is at `x`, `y` and its side is `size` long. */
export function placed(points: readonly Point[], x: number, y: number, size: number): Point[] {
  return points.map(([px, py]) => [x + ((px - 50) / 100) * size, y + ((py - 50) / 100) * size]);
}
