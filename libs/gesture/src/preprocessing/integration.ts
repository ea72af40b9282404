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
    const from = axis * STEPS;
    const to = from + STEPS;
    velocity.set(integrated(acceleration.subarray(from, to)), from);
    position.set(centered(integrated(velocity.subarray(from, to))), from);
  }
  return { velocity, position };
}

/** Cumulative sum of the centered values. */
export function integrated(values: Float32Array): Float32Array {
  const mean = meanOf(values);
  let sum = 0;
  return values.map((value) => (sum += value - mean));
}

function centered(values: Float32Array): Float32Array {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Difference of each step from the previous one, per axis of 3 x STEPS; the first of each axis is 0. */
export function differences(values: Float32Array): Float32Array {
  return values.map((value, i) => (i % STEPS === 0 ? 0 : value - (values[i - 1] ?? 0)));
}
