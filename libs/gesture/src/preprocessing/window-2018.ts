import { interpolate, linspace } from '../math/interpolation.js';
import { motionOf } from '../signal/motion.js';
import type { Signal } from '../signal/signal.js';

/** The 2018 network reads 3 s sampled at 20 Hz. */
export const STEPS_2018 = 60;
const POLL_MS = 50;

/**
 * Input of the 2018 network, for comparison: absolute time and strength. Longer casts keep their last 3 s, shorter ones
 * are padded with zeros in front, like `pad_sequences` of Keras by default.
 * @param options.toIntegers truncate values to integers, which that function does by default (the talk did so by
 *   accident)
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
