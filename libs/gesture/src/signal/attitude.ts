import { rotation as turnBy } from '../math/rotation-matrix.js';
import type { Axes } from './signal.js';

/**
 * How the phone turned: for each sample, the rotation matrix (row by row) from its axes to those at the start.
 * @param t ms, ascending
 * @param rotation degrees/s about x, y, z
 * @returns 9 numbers per sample
 */
export function attitudesOf(t: Float32Array, { x, y, z }: Axes): Float64Array {
  const attitudes = new Float64Array(9 * t.length);
  attitudes.set([1, 0, 0, 0, 1, 0, 0, 0, 1].slice(0, attitudes.length));
  for (let i = 1; i < t.length; i++) {
    const radians = ((((t[i] ?? 0) - (t[i - 1] ?? 0)) / 1000) * Math.PI) / 360; // half of pi / 180: two rates are averaged
    const turn = turnBy(
      ((x[i] ?? 0) + (x[i - 1] ?? 0)) * radians,
      ((y[i] ?? 0) + (y[i - 1] ?? 0)) * radians,
      ((z[i] ?? 0) + (z[i - 1] ?? 0)) * radians,
    );
    for (let row = 9 * i; row < 9 * i + 9; row += 3) multiply(attitudes, row, turn);
  }
  return attitudes;
}

/** Writes at `row` the same row of the previous matrix, times `turn`. */
function multiply(attitudes: Float64Array, row: number, [first, second, third]: ReturnType<typeof turnBy>): void {
  const a = attitudes[row - 9] ?? 0;
  const b = attitudes[row - 8] ?? 0;
  const c = attitudes[row - 7] ?? 0;
  attitudes[row] = a * first[0] + b * second[0] + c * third[0];
  attitudes[row + 1] = a * first[1] + b * second[1] + c * third[1];
  attitudes[row + 2] = a * first[2] + b * second[2] + c * third[2];
}
