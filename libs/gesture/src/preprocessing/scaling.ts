import { meanOf } from '../math/series.js';

/** Added to divisors, m/s^2, so that a motionless block is not scaled up to noise. */
const SILENCE = 1e-6;

/** A copy divided by the root mean square over all axes and times, because strength does not identify a spell. */
export function scaledByRms(values: Float32Array): Float32Array {
  let squares = 0;
  for (const value of values) squares += value * value;
  return multiply(values.slice(), 1 / (Math.sqrt(squares / values.length) + SILENCE));
}

/** Divides in place by the standard deviation over all axes and times, without subtracting the mean. */
export function scaleBySd(values: Float32Array): Float32Array {
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return multiply(values, 1 / (Math.sqrt(squares / values.length) + SILENCE));
}

/** In place. */
function multiply(values: Float32Array, factor: number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * factor;
  return values;
}
