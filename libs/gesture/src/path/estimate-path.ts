import type { Point } from '../glyph/svg-path.js';
import { interpolate, linspace } from '../math/interpolation.js';
import { STEPS } from '../preprocessing/movement-format.js';
import { motionOf } from '../signal/motion.js';
import { STILL_PEAK } from '../signal/recording-quality.js';
import { resample } from '../signal/resample.js';
import type { Signal } from '../signal/signal.js';
import { magnitude, trim, type TimeWindow } from '../signal/trim.js';
import { ANY_BIAS, SMALL_BIAS } from './drift.js';
import { drawnPath } from './drawn-path.js';
import { leveledMotion } from './leveled-motion.js';

/** Also integrated before and after the movement, ms: there the hand is closer to rest. */
const REST_MS = 100;
/** Steps of the integration. */
const FINE_STEPS = 96;

/**
 * An estimate of the path that the hand drew, seen by the person: the leveled acceleration integrated twice, without
 * drift. Accepts an unfinished cast. It is a sketch: on simulated casts it is typically off by a tenth of its size, so
 * label it as an estimate in the UI.
 * @returns STEPS points at equal times while the hand moves ({@link trim}), in a unit box (longer side 1, centered), y
 *   down; all in the center if nothing moved
 */
export function estimatePath(signal: Signal): Point[] {
  const motion = motionOf(signal);
  if (magnitude(motion).every((value) => value < STILL_PEAK))
    return boxed(new Float64Array(STEPS), new Float64Array(STEPS));
  const { t } = signal;
  const moving = trim(t, motion);
  const whole = { from: Math.max(t[0] ?? 0, moving.from - REST_MS), to: Math.min(t.at(-1) ?? 0, moving.to + REST_MS) };
  const { right, up } = leveledMotion(signal, motion, moving);
  const stepped = (values: Float32Array): Float32Array => {
    const steps = new Float32Array(FINE_STEPS);
    resample(t, values, whole, FINE_STEPS, steps, 0);
    return steps;
  };
  const axes = [right, up].map(({ acceleration, swing }) => ({
    acceleration: stepped(acceleration),
    swing: swing && stepped(swing),
  }));
  const biases = signal.linear !== undefined && signal.gravity !== undefined ? SMALL_BIAS : ANY_BIAS;
  const path = drawnPath(axes, (whole.to - whole.from) / 1000, biases);
  const [x, y] = path.map((values) => during(moving, whole, values));
  return boxed(x ?? new Float64Array(STEPS), y ?? new Float64Array(STEPS));
}

/** STEPS values at equal times of a part of `whole`. */
function during({ from, to }: TimeWindow, whole: TimeWindow, values: Float64Array): Float64Array {
  return interpolate(linspace(from, to, STEPS), linspace(whole.from, whole.to, values.length), values);
}

/** @param y up */
function boxed(x: Float64Array, y: Float64Array): Point[] {
  const [left, right, low, high] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const scale = 1 / (Math.max(right - left, high - low) || 1);
  return Array.from(x, (value, i) => ({
    x: 0.5 + (value - (left + right) / 2) * scale,
    y: 0.5 - ((y[i] ?? 0) - (low + high) / 2) * scale,
  }));
}
