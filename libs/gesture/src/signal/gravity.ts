import { attitudesOf } from './attitude.js';
import type { Axes } from './signal.js';

/** Standard gravity, m/s^2. A phone at rest reads it upwards. */
export const GRAVITY = 9.81;

/**
 * Time constant of the slow part, ms. A drawing alternates within half a second; a wrist turns over a whole cast. On
 * 1,000 real casts anything from 250 to 1000 did equally well (1-NN .88, against .85 for the plain mean and .91 for the
 * phone's own estimate).
 */
const SLOW_MS = 400;

/**
 * Removes gravity without a gyroscope: subtracts the mean of all readings around each one, weighted by exp(-distance /
 * SLOW_MS) on both sides. Slow movements of the hand are removed too.
 * @param t ms, ascending
 * @param axes including gravity, m/s^2, as long as `t`
 */
export function removeSlowPart(t: Float32Array, { x, y, z }: Axes): Axes {
  const decay = new Float64Array(t.length); // from the previous reading to this one
  for (let i = 1; i < t.length; i++) decay[i] = Math.exp(((t[i - 1] ?? 0) - (t[i] ?? 0)) / SLOW_MS);
  const weights = smoothedBothWays(new Float32Array(t.length).fill(1), decay);
  const fast = (values: Float32Array): Float32Array => {
    const sums = smoothedBothWays(values, decay);
    return values.map((value, i) => value - (sums[i] ?? 0) / (weights[i] ?? 1));
  };
  return { x: fast(x), y: fast(y), z: fast(z) };
}

/** Exponential smoothing in both directions: two recursive passes. */
function smoothedBothWays(values: Float32Array, decay: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let carried = 0;
  for (let i = 0; i < sums.length; i++) {
    carried = carried * (decay[i] ?? 0) + (values[i] ?? 0);
    sums[i] = carried;
  }
  carried = 0;
  for (let i = sums.length - 1; i >= 0; i--) {
    sums[i] = (sums[i] ?? 0) + carried;
    carried = (carried + (values[i] ?? 0)) * (decay[i] ?? 0);
  }
  return sums;
}

/**
 * Removes gravity with a gyroscope: integrates the rotation, so that all readings can be compared in the axes at the
 * start. There gravity is constant, and the mean acceleration of a hand that starts and ends at rest is zero: the mean
 * reading is gravity. (1-NN .92 on real casts; drift is small over a few seconds.)
 * @param t ms, ascending
 * @param axes including gravity, m/s^2
 * @param rotation degrees/s about x, y, z
 */
export function removeGravityByRotation(t: Float32Array, { x, y, z }: Axes, rotation: Axes): Axes {
  const attitudes = attitudesOf(t, rotation);
  const mean = [0, 0, 0];
  for (let i = 0; i < t.length; i++)
    for (let row = 0; row < 3; row++) {
      const at = 9 * i + 3 * row;
      const value =
        (attitudes[at] ?? 0) * (x[i] ?? 0) +
        (attitudes[at + 1] ?? 0) * (y[i] ?? 0) +
        (attitudes[at + 2] ?? 0) * (z[i] ?? 0);
      mean[row] = (mean[row] ?? 0) + value / t.length;
    }
  const [a = 0, b = 0, c = 0] = mean;
  const withoutMean = (values: Float32Array, axis: number): Float32Array =>
    values.map((value, i) => {
      const at = 9 * i + axis;
      return value - a * (attitudes[at] ?? 0) - b * (attitudes[at + 3] ?? 0) - c * (attitudes[at + 6] ?? 0);
    });
  return { x: withoutMean(x, 0), y: withoutMean(y, 1), z: withoutMean(z, 2) };
}
