import { meanOf } from '../math/series.js';
import { STEPS } from './movement-format.js';

/** Integrals of an acceleration of 3 x STEPS, channel-major; same shape, time in steps. */
interface Integrals {
  /** Cumulative sum of the centered acceleration: the hand starts and ends at rest. */
  readonly velocity: Float32Array;
  /** Cumulative sum of the centered velocity, centered: the drawn path without drift. */
  readonly position: Float32Array;
}

/** Integrates each axis twice, removing the mean each time. Unscaled. */
export function integrate(acceleration: Float32Array): Integrals {
  const velocity = new Float32Array(3 * STEPS);
  const position = new Float32Array(3 * STEPS);
  for (let axis = 0; axis < 3; axis++) {
    const [from, to] = [axis * STEPS, (axis + 1) * STEPS];
    sumCentered(acceleration.subarray(from, to), velocity.subarray(from, to));
    center(sumCentered(velocity.subarray(from, to), position.subarray(from, to)));
  }
  return { velocity, position };
}

/** Cumulative sum of the centered values. */
export function integrated(values: Float32Array): Float32Array {
  return sumCentered(values, new Float32Array(values.length));
}

/** Writes the cumulative sum of the centered values to `sums`. Loops, because `map` takes several times as long. */
function sumCentered(values: Float32Array, sums: Float32Array): Float32Array {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sums[i] = sum += (values[i] ?? 0) - mean;
  return sums;
}

function center(values: Float32Array): void {
  const mean = meanOf(values);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) - mean;
}

/** Difference of each step from the previous one, per axis of 3 x STEPS; the first of each axis is 0. */
export function differences(values: Float32Array): Float32Array {
  return values.map((value, i) => (i % STEPS === 0 ? 0 : value - (values[i - 1] ?? 0)));
}
