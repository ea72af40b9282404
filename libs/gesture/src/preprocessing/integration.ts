import { meanBetween } from '../math/series.js';
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

/** The velocity of {@link integrate}, of 3 x any number of steps. */
export function integrated(acceleration: Float32Array): Float32Array {
  const velocity = new Float32Array(acceleration.length);
  const steps = acceleration.length / 3;
  for (let from = 0; from < acceleration.length; from += steps) sumCentered(acceleration, velocity, from, from + steps);
  return velocity;
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

/** Difference of each step from the previous one, per axis of 3 x STEPS; the first of each axis is 0. */
export function differences(values: Float32Array): Float32Array {
  const steps = new Float32Array(values.length);
  for (let i = 0; i < steps.length; i++) steps[i] = i % STEPS === 0 ? 0 : (values[i] ?? 0) - (values[i - 1] ?? 0);
  return steps;
}
