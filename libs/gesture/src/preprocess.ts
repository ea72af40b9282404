import { derive } from './derive.js';
import { motionOf } from './motion.js';
import { resample } from './resample.js';
import { scaleBySd, scaledByRms } from './scale.js';
import type { Signal } from './signal.js';
import { STEPS } from './steps.js';
import { trim } from './trim.js';

export { STEPS, PREPROCESSING_VERSION } from './steps.js';
export { motionOf } from './motion.js';
export { pitchAlign } from './pitch.js';

/**
 * A cast in the shape everything later works on: gravity removed, trimmed to the movement, STEPS equal steps.
 * An empty signal gives zeros.
 * @returns 3 x STEPS values, channel-major [x..., y..., z...], m/s^2
 */
export function prepare(signal: Signal): Float32Array {
  const motion = motionOf(signal);
  const window = trim(signal.t, motion);
  const prepared = new Float32Array(3 * STEPS);
  resample(signal.t, motion.x, window, STEPS, prepared, 0);
  resample(signal.t, motion.y, window, STEPS, prepared, STEPS);
  resample(signal.t, motion.z, window, STEPS, prepared, 2 * STEPS);
  return prepared;
}

/**
 * What a recogniser reads: acceleration, velocity and position of a prepared cast, free of its strength. The first
 * block has a root mean square of 1, the others a standard deviation of 1, each over its three axes together.
 * @param prepared 3 x STEPS  @returns 9 x STEPS, channel-major: ax ay az vx vy vz px py pz
 */
export function channels(prepared: Float32Array): Float32Array {
  const acceleration = scaledByRms(prepared);
  const { velocity, position } = derive(acceleration);
  const all = new Float32Array(9 * STEPS);
  all.set(acceleration, 0);
  all.set(scaleBySd(velocity), 3 * STEPS);
  all.set(scaleBySd(position), 6 * STEPS);
  return all;
}
