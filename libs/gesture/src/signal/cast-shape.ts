import { SHAPE_LIMIT, SHAPE_POINTS, SHAPE_STEP, SHAPE_VALUES } from '@wandcast/protocol';
import { motionOf } from './motion.js';
import { resample } from './resample.js';
import type { Signal } from './signal.js';

/**
 * A compact picture of a cast: acceleration without gravity in device axes, SHAPE_POINTS evenly over the whole
 * recording, in steps of SHAPE_STEP, clipped.
 * @returns SHAPE_VALUES numbers, x then y then z
 */
export function shapeOf(signal: Signal): Int8Array<ArrayBuffer> {
  const { t } = signal;
  const motion = motionOf(signal);
  const whole = { from: t[0] ?? 0, to: t[t.length - 1] ?? 0 };
  const values = new Float32Array(SHAPE_VALUES);
  resample(t, motion.x, whole, SHAPE_POINTS, values, 0);
  resample(t, motion.y, whole, SHAPE_POINTS, values, SHAPE_POINTS);
  resample(t, motion.z, whole, SHAPE_POINTS, values, 2 * SHAPE_POINTS);
  const shape = new Int8Array(SHAPE_VALUES);
  for (let i = 0; i < SHAPE_VALUES; i++) {
    const steps = Math.round((values[i] ?? 0) / SHAPE_STEP);
    shape[i] = Math.max(-SHAPE_LIMIT, Math.min(SHAPE_LIMIT, steps));
  }
  return shape;
}
