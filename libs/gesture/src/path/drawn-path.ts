import { estimateDrift, type BiasPrior } from './drift.js';
import { integral, varianceOf, withoutChord } from '../math/series.js';
import { missedVelocity } from './swing.js';

/** What the phone measured of one axis of the movement, at equal times. */
export interface AxisMotion {
  /** m/s^2 */
  readonly acceleration: Float32Array;
  /** Rotation rate of the swing that moves the hand in this direction, rad/s; undefined without a gyroscope. */
  readonly swing: Float32Array | undefined;
}

/**
 * Integrates the acceleration of a hand twice and removes the drift ({@link estimateDrift}).
 * @param seconds from the first value to the last
 * @param biases what is known of the error of the accelerations
 * @returns positions of each axis, m, from an arbitrary origin
 */
export function drawnPath(axes: readonly AxisMotion[], seconds: number, biases: BiasPrior): Float64Array[] {
  const interval = seconds / Math.max(1, (axes[0]?.acceleration.length ?? 0) - 1);
  const states = axes.map(({ acceleration, swing }) => {
    const velocity = integral(acceleration, interval);
    return { velocity, position: integral(velocity, interval), steady: withoutChord(velocity), swing };
  });
  const meanVariance = (pick: (state: (typeof states)[number]) => Float64Array): number =>
    states.reduce((sum, state) => sum + varianceOf(pick(state)) / states.length, 0);
  const squaredSpeed = meanVariance(({ steady }) => steady);
  if (!(squaredSpeed > 0)) return states.map(({ position }) => position);
  const squaredSize = meanVariance(({ steady }) => integral(steady, interval));
  const ends = states.map(({ velocity, position, swing }) => ({
    velocity: velocity.at(-1) ?? 0,
    position: position.at(-1) ?? 0,
    missed: swing && missedVelocity(velocity, swing, squaredSpeed),
  }));
  const drifts = estimateDrift(ends, { seconds, squaredSpeed, squaredSize }, biases);
  return states.map(({ position }, k) => {
    const { startVelocity = 0, bias = 0 } = drifts[k] ?? {};
    return position.map((value, i) => value + i * interval * (startVelocity - (bias * i * interval) / 2));
  });
}
