import {
  STEPS,
  integrate,
  leveled,
  magnitude,
  motionOf,
  movementDuring,
  scaleBySd,
  scaledByRms,
  trackedFrame,
  type Axes,
  type Signal,
} from '@wandcast/gesture';
import { toStartAxes, type PartialMovement } from './live-axes.js';

/** Input rows of a network for casts in progress: 64 did no better than 32 and took twice the time. */
export const LIVE_ROWS = 32;
/** Steps averaged into one row. */
const WIDTH = STEPS / LIVE_ROWS;

/** The movement has begun once the acceleration exceeds this share of its 95th percentile, as in `trim`. */
const MOVING = 0.2;
/** Kept before that, ms: the soft start of the movement. */
const MARGIN_MS = 50;
/** Added to the seconds before the logarithm: shorter times carry no information. */
const SOON = 0.05;

/** How a network sees the phone's axes. */
export interface LiveView {
  /** Name of the network in stored artifacts. */
  readonly name: string;
  readonly align: (partial: PartialMovement) => PartialMovement;
}

/** Leveled: independent of the phone's pitch. */
export const levelView: LiveView = {
  name: 'live',
  align: (partial) => ({ ...partial, ...leveled(partial) }),
};
/** In axes that do not turn with the phone. */
export const startView: LiveView = { name: 'live-start', align: toStartAxes };

/**
 * The movement from its start to the last sample in STEPS equal steps. Only the start is trimmed: a cast in progress
 * does not end at rest, and a pause may be a corner.
 */
export function partialMovementOf(signal: Signal): PartialMovement {
  const { t } = signal;
  const motion = motionOf(signal);
  const to = t[t.length - 1] ?? 0;
  const from = startOf(t, motion);
  const frame = trackedFrame(signal, motion);
  const movement = movementDuring(signal, motion, { from, to }, frame);
  return { ...movement, isTracked: frame.up !== undefined, seconds: (to - from) / 1000 };
}

/** Input channels: acceleration, velocity, position and two for time; with rotation also rate and angle. */
export function channelsOf(readsRotation: boolean): number {
  return readsRotation ? 17 : 11;
}

/**
 * Network input, row by row with the channels of {@link channelsOf}. The angle is summed without removing its mean,
 * because the hand has not returned yet. Missing rotation becomes zeros.
 */
export function liveInput(
  { acceleration, rotation: turns, seconds }: PartialMovement,
  readsRotation: boolean,
): Float32Array {
  const a = scaledByRms(acceleration);
  const { velocity, position } = integrate(a);
  const blocks: (Float32Array | undefined)[] = [a, scaleBySd(velocity), scaleBySd(position)];
  if (readsRotation) blocks.push(turns && scaledByRms(turns), turns && scaledByRms(angleOf(turns)));
  const channels = channelsOf(readsRotation);
  const input = new Float32Array(LIVE_ROWS * channels);
  blocks.forEach((block, i) => {
    if (block !== undefined) writeRows(block, input, 3 * i, channels);
  });
  for (let row = 0; row < LIVE_ROWS; row++) {
    input[(row + 1) * channels - 2] = Math.log(seconds + SOON);
    input[(row + 1) * channels - 1] = seconds;
  }
  return input;
}

/** When the hand starts to move, ms; uses only the samples so far. */
function startOf(t: Float32Array, motion: Axes): number {
  const strength = magnitude(motion);
  const threshold = MOVING * (strength.slice().sort()[Math.floor(0.95 * (strength.length - 1))] ?? 0);
  const first = strength.findIndex((value) => value > threshold);
  const start = t[0] ?? 0;
  return Math.max(start, (t[first] ?? start) - MARGIN_MS);
}

/** Cumulative sum per axis. */
function angleOf(turns: Float32Array): Float32Array {
  let sum = 0;
  return turns.map((value, i) => (sum = i % STEPS === 0 ? value : sum + value));
}

function writeRows(block: Float32Array, input: Float32Array, channel: number, channels: number): void {
  for (let axis = 0; axis < 3; axis++)
    for (let row = 0; row < LIVE_ROWS; row++) {
      const [at, from] = [row * channels + channel + axis, axis * STEPS + row * WIDTH];
      for (let step = from; step < from + WIDTH; step++) input[at] = (input[at] ?? 0) + (block[step] ?? 0) / WIDTH;
    }
}
