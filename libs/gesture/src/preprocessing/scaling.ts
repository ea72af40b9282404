/** Added to divisors, m/s^2, so that a motionless block is not scaled up to noise. */
const SILENCE = 1e-6;

/** A copy divided by the root mean square over all axes and times, because strength does not identify a spell. */
export function scaledByRms(values: Float32Array): Float32Array {
  const factor = 1 / (Math.sqrt(squaresAround(0, values) / values.length) + SILENCE);
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = (values[i] ?? 0) * factor;
  return scaled;
}

/** Divides in place by the standard deviation over all axes and times, without subtracting the mean. */
export function scaleBySd(values: Float32Array): Float32Array {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i] ?? 0;
  const factor = 1 / (Math.sqrt(squaresAround(sum / length, values) / length) + SILENCE);
  for (let i = 0; i < length; i++) values[i] = (values[i] ?? 0) * factor;
  return values;
}

/** Sum of the squared differences. By index, because iterators take twice as long. */
function squaresAround(mean: number, values: Float32Array): number {
  const { length } = values;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const difference = (values[i] ?? 0) - mean;
    squares += difference * difference;
  }
  return squares;
}
