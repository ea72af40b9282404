import type { MapPosition } from './map-position.js';

/** Power iterations per axis; the axes of real casts have converged after about twenty. */
const ITERATIONS = 50;

/**
 * Projects rows onto the two directions in which they differ most (principal component analysis).
 * @returns one position per row, scaled to the given root mean square along the first direction; all zero if the rows
 *   are equal
 */
export function principalPlane(rows: readonly ArrayLike<number>[], rms: number): MapPosition[] {
  const size = rows[0]?.length ?? 0;
  const mean = new Float64Array(size);
  for (const row of rows) for (let i = 0; i < size; i++) mean[i] = mean[i]! + row[i]! / rows.length;
  const left = rows.map((row) => Float64Array.from({ length: size }, (_, i) => row[i]! - mean[i]!));
  const [x, y] = [takeAxis(left, size), takeAxis(left, size)];
  const spread = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / Math.max(1, rows.length));
  const scale = spread > 0 ? rms / spread : 0;
  return rows.map((_, i) => [scale * x[i]!, scale * y[i]!]);
}

/** Coordinates of all rows along their main direction, which is removed from the rows. */
function takeAxis(rows: readonly Float64Array[], size: number): Float64Array {
  let axis = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1)); // any start that is not orthogonal to it
  for (let i = 0; i < ITERATIONS; i++) {
    const next = new Float64Array(size);
    for (const row of rows) add(next, row, dot(row, axis));
    const length = Math.sqrt(dot(next, next));
    if (length < 1e-12) return new Float64Array(rows.length);
    axis = next.map((value) => value / length);
  }
  return Float64Array.from(rows, (row) => {
    const along = dot(row, axis);
    add(row, axis, -along);
    return along;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, row: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] = to[i]! + times * row[i]!;
}
