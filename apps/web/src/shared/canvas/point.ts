export type Point = readonly [x: number, y: number];

/** Maps points from a 100 x 100 box to a box of side `size` centered at `x`, `y`. */
export function placed(points: readonly Point[], x: number, y: number, size: number): Point[] {
  return points.map(([px, py]) => [x + ((px - 50) / 100) * size, y + ((py - 50) / 100) * size]);
}
