import { removeSlowPart, removeGravityByRotation } from './gravity.js';
import type { Axes, Signal } from './signal.js';

/**
 * The hand's acceleration without gravity, m/s^2: the phone's own estimate if present. Otherwise gravity is removed
 * from the other channel, with the gyroscope if there is one ({@link removeGravityByRotation}), else by subtracting the
 * slow part ({@link removeSlowPart}). Zeros for a signal without acceleration.
 */
export function motionOf({ t, linear, gravity, rotation }: Signal): Axes {
  if (linear !== undefined) return linear;
  if (gravity !== undefined)
    return rotation === undefined ? removeSlowPart(t, gravity) : removeGravityByRotation(t, gravity, rotation);
  const none = new Float32Array(t.length);
  return { x: none, y: none, z: none };
}
