import { estimateDrift, type BiasPrior } from './drift.js';

/**
 * Integrates the acceleration of a hand twice and removes the drift ({@link estimateDrift}).
 * @param accelerations one for each axis, at equal times, m/s^2
 * @param seconds from the first value to the last
 * @param biases what is known of the error of the accelerations
 * @returns positions of each axis, m, from an arbitrary origin
 */
export function drawnPath(accelerations: readonly Float32Array[], seconds: number, biases: BiasPrior): Float64Array[] {
  const interval = seconds / Math.max(1, (accelerations[0]?.length ?? 0) - 1);
  const velocities = accelerations.map((values) => integral(values, interval));
  const positions = velocities.map((values) => integral(values, interval));
  const steady = velocities.map(withoutTrend);
  const squaredSpeed = meanVariance(steady);
  if (!(squaredSpeed > 0)) return positions;
  const squaredSize = meanVariance(steady.map((values) => integral(values, interval)));
  const ends = velocities.map((velocity, k) => ({
    velocity: velocity.at(-1) ?? 0,
    position: positions[k]?.at(-1) ?? 0,
  }));
  const drifts = estimateDrift(ends, { seconds, squaredSpeed, squaredSize }, biases);
  return positions.map((position, k) => {
    const { startVelocity = 0, bias = 0 } = drifts[k] ?? {};
    return position.map((value, i) => value + i * interval * (startVelocity - (bias * i * interval) / 2));
  });
}

/** Cumulative integral by the trapezoidal rule, from 0. */
function integral(values: ArrayLike<number>, interval: number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 1; i < sums.length; i++)
    sums[i] = (sums[i - 1] ?? 0) + (interval * ((values[i] ?? 0) + (values[i - 1] ?? 0))) / 2;
  return sums;
}

/** Minus the line from the first value to the last. */
function withoutTrend(values: Float64Array): Float64Array {
  const first = values[0] ?? 0;
  const slope = ((values.at(-1) ?? 0) - first) / Math.max(1, values.length - 1);
  return values.map((value, i) => value - first - slope * i);
}

/** Variance over time, mean over the axes. */
function meanVariance(axes: readonly Float64Array[]): number {
  const variances = axes.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  });
  return variances.reduce((sum, value) => sum + value, 0) / axes.length;
}
