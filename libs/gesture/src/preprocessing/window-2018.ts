import { interpolate, linspace } from '../math/interpolation.js';
import { motionOf } from '../signal/motion.js';
import type { Signal } from '../signal/signal.js';

/** The 2018 network looked at 3 s polled at 20 Hz. */
export const STEPS_2018 = 60;
const POLL_MS = 50;

/**
 * The input of the 2018 network, for comparison: absolute time and strength. Longer casts keep their last 3 s and
 * shorter ones are preceded by zeros, as `pad_sequences` of Keras does both unless told otherwise.
 * @param options.toIntegers cut each value to an integer, as that function does unless told otherwise (and as the
 *   talk did, unknowingly)
 * @returns 60 x 3, row-major [time][axis], m/s^2 without gravity
 */
export function window2018(signal: Signal, { toIntegers = false }: { toIntegers?: boolean } = {}): Float32Array {
  const window = new Float32Array(3 * STEPS_2018);
  const { t } = signal;
  if (t.length === 0) return window;
  const [start, end] = [t[0] ?? 0, t[t.length - 1] ?? 0];
  const polled = Math.min(STEPS_2018, Math.floor((end - start) / POLL_MS) + 1);
  const first = start + (Math.floor((end - start) / POLL_MS) + 1 - polled) * POLL_MS;
  const times = linspace(first, first + (polled - 1) * POLL_MS, polled);
  const readAt = Float64Array.from(t);
  const { x, y, z } = motionOf(signal);
  [x, y, z].forEach((values, axis) => {
    interpolate(times, readAt, Float64Array.from(values)).forEach((value, i) => {
      window[(STEPS_2018 - polled + i) * 3 + axis] = toIntegers ? Math.trunc(value) : value;
    });
  });
  return window;
}
