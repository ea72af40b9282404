import type { Axes, Signal } from './signal.js';

/**
 * The hand's acceleration without gravity, m/s^2: the phone's own estimate where it gives one, else
 * {@link withoutGravity}. A signal with neither is still.
 */
export function motionOf(signal: Signal): Axes {
  if (signal.linear !== undefined) return signal.linear;
  if (signal.gravity !== undefined) return withoutGravity(signal.gravity);
  const none = new Float32Array(signal.t.length);
  return { x: none, y: none, z: none };
}

/** Gravity is the mean of the whole cast. */
function withoutGravity(axes: Axes): Axes {
  return { x: centred(axes.x), y: centred(axes.y), z: centred(axes.z) };
}

function centred(values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(1, values.length);
  return values.map((value) => value - mean);
}
