import { MIN_CAST_SAMPLES } from '@wandcast/protocol';
import { motionOf } from './motion.js';
import { qualityOf } from './recording-quality.js';
import type { Axes, Signal } from './signal.js';
import { movingMs, trim } from './trim.js';

/**
 * Possible defects of a recording, independent of the spell. `empty`: almost no samples. `still`: nothing moved.
 * `short`: it moved only for a moment. `clipped`: the sensor was saturated. `cut`: still moving at the time limit.
 * `slow`: too few samples per second for the corners of a quick stroke.
 */
export type RecordingFault = 'empty' | 'still' | 'short' | 'clipped' | 'cut' | 'slow';

/**
 * Shortest movement that can be a drawing, ms. Two of 1,000 recorded letters were shorter, and neither shows a letter.
 */
const SHORTEST_MS = 400;

/** Lowest sample rate at which the corners of a quick stroke are recorded, Hz. */
const SLOW_HZ = 25;

/** Lowest saturation level of a sensor, m/s^2: the narrowest range in phones is 2 g, 19.6. */
const MIN_END = 18;

/**
 * This many equal readings in a row at an extreme mean saturation: at 60 Hz, the peaks of a moving hand are rounder
 * than the sensor's resolution.
 */
const EQUAL_READINGS = 4;

/** Readings that differ by less are equal, m/s^2: browsers round to 0.1. */
const STEP = 0.05;

/**
 * Faults of a recording, most severe first; empty if there are none.
 * @param limitMs duration after which the clock ended the recording
 */
export function faultsOf(signal: Signal, limitMs = Infinity): RecordingFault[] {
  if (signal.t.length < MIN_CAST_SAMPLES) return ['empty'];
  const { rateHz, durationMs, still } = qualityOf(signal);
  if (still) return ['still'];
  const moving = trim(signal.t, motionOf(signal));
  const readingMs = 1_000 / rateHz;
  const isCut = durationMs > limitMs - 2 * readingMs && moving.to >= (signal.t.at(-1) ?? 0);
  const faults: [RecordingFault, boolean][] = [
    ['short', movingMs(moving) < SHORTEST_MS],
    ['cut', isCut],
    ['clipped', isClipped(signal.gravity ?? signal.linear)],
    ['slow', rateHz < SLOW_HZ],
  ];
  return faults.flatMap(([fault, has]) => (has ? [fault] : []));
}

/** Whether any axis (m/s^2) stays at its own extreme, as a saturated sensor does. */
function isClipped(axes: Axes | undefined): boolean {
  return axes !== undefined && [axes.x, axes.y, axes.z].some((axis) => hasPlateau(axis, 1) || hasPlateau(axis, -1));
}

function hasPlateau(axis: Float32Array, side: 1 | -1): boolean {
  const end = axis.reduce((most, value) => Math.max(most, side * value), 0);
  if (end < MIN_END) return false;
  let [run, longest] = [0, 0];
  for (const value of axis) {
    run = side * value > end - STEP ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest >= EQUAL_READINGS;
}
