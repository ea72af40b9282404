import { withoutSlowPart, withoutTurningGravity } from './gravity.js';
import type { Axes, Signal } from './signal.js';

/**
 * The hand's acceleration without gravity, m/s^2.
 *
 * The phone's own estimate where it gives one. Else gravity is taken out of the other channel: by following the turns
 * of the phone where it has a gyroscope ({@link withoutTurningGravity}), else as the slow part of the readings
 * ({@link withoutSlowPart}). A signal without any acceleration is still.
 */
export function motionOf({ t, linear, gravity, rotation }: Signal): Axes {
  if (linear !== undefined) return linear;
  if (gravity !== undefined)
    return rotation === undefined ? withoutSlowPart(t, gravity) : withoutTurningGravity(t, gravity, rotation);
  const none = new Float32Array(t.length);
  return { x: none, y: none, z: none };
}
