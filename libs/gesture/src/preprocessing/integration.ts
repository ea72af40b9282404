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
  for (let from = 0; from < 3 * STEPS; from += STEPS) {
    sumCentered(acceleration, velocity, from, from + STEPS);
    sumCentered(velocity, position, from, from + STEPS);
    center(position, from, from + STEPS);
  }
  return { velocity, position };
}

/** Cumulative sum of the centered values. */
export function integrated(values: Float32Array): Float32Array {
  const sums = new Float32Array(values.length);
  sumCentered(values, sums, 0, values.length);
  return sums;
}

/** Writes the cumulative sum of the centered values of from..to to `sums`. Loops, because `map` takes several times as long. */
function sumCentered(values: Float32Array, sums: Float32Array, from: number, to: number): void {
  const mean = meanBetween(values, from, to);
  let sum = 0;
  for (let i = from; i < to; i++) sums[i] = sum += (values[i] ?? 0) - mean;
}

function center(values: Float32Array, from: number, to: number): void {
  const mean = meanBetween(values, from, to);
  for (let i = from; i < to; i++) values[i] = (values[i] ?? 0) - mean;
}

/** Of a part, because a view of each axis takes as long as its mean. */
function meanBetween(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] ?? 0;
  return sum / (to - from);
}

/** Difference of each step from the previous one, per axis of 3 x STEPS; the first of each axis is 0. */
export function differences(values: Float32Array): Float32Array {
  return values.map((value, i) => (i % STEPS === 0 ? 0 : value - (values[i - 1] ?? 0)));
}
