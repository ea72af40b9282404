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

/** An estimated path of the hand while it moves, seen by the person. */
export interface MovementPath extends TimeWindow {
  /** STEPS points at equal times from `from` to `to`, m from an arbitrary origin, y down. */
  readonly points: readonly Point[];
}

/**
 * An estimate of the path that the hand drew, in meters: the leveled acceleration integrated twice, without drift.
 * Accepts an unfinished cast. Takes about 0.5 ms. @returns undefined if nothing moved
 */
export function estimateMovement(signal: Signal): MovementPath | undefined {
  const motion = motionOf(signal);
  if (magnitude(motion).every((value) => value < STILL_PEAK)) return undefined;
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
  if (x === undefined || y === undefined) return undefined;
  return { ...moving, points: Array.from(x, (value, i) => ({ x: value, y: -(y[i] ?? 0) })) };
}

/**
 * {@link estimateMovement} in a unit box. It is a sketch: on simulated casts it is typically off by a tenth of its
 * size, so label it as an estimate in the UI.
 * @returns STEPS points at equal times while the hand moves ({@link trim}), in a unit box (longer side 1, centered), y
 *   down; all in the center if nothing moved
 */
export function estimatePath(signal: Signal): Point[] {
  const points = estimateMovement(signal)?.points ?? Array.from({ length: STEPS }, () => ({ x: 0, y: 0 }));
  return boxed(points);
}

/** STEPS values at equal times of a part of `whole`. */
function during({ from, to }: TimeWindow, whole: TimeWindow, values: Float64Array): Float64Array {
  return interpolate(linspace(from, to, STEPS), linspace(whole.from, whole.to, values.length), values);
}

function boxed(points: readonly Point[]): Point[] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 1 / (Math.max(right - left, bottom - top) || 1);
  return points.map(({ x, y }) => ({
    x: 0.5 + (x - (left + right) / 2) * scale,
    y: 0.5 + (y - (top + bottom) / 2) * scale,
  }));
}
