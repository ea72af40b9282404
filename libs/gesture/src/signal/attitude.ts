import { turnOn } from '../math/rotation-matrix.js';
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
    const [a, b, c] = [(x[i] ?? 0) + (x[i - 1] ?? 0), (y[i] ?? 0) + (y[i - 1] ?? 0), (z[i] ?? 0) + (z[i - 1] ?? 0)];
    turnOn(attitudes, 9 * i, a * radians, b * radians, c * radians);
  }
  return attitudes;
}
