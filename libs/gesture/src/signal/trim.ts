import { selected } from '../math/selection.js';
import type { Axes } from './signal.js';

/** A part of a cast, ms from its start. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The hand moves while the smoothed acceleration exceeds this share of its 95th percentile (.1 and .3 were worse). */
const MOVING = 0.2;
/** Half the width of the smoothing box, ms: bridges the short stop in a corner. */
const SMOOTH_MS = 30;
/** Kept on either side, ms: the soft start and end of the movement. */
const MARGIN_MS = 50;
/** Recordings with fewer samples are kept whole: too short to separate movement from rest. */
const MIN_SAMPLES = 12;
/** If fewer samples would remain, everything is kept. */
const MIN_KEPT = 4;

/**
 * When the hand moves: from the first to the last time that the acceleration exceeds a share of the cast's own
 * strength. Measured in time, with interpolated threshold crossings, so the same gesture gives the same window at any
 * rate.
 * @param t ms, ascending
 * @param motion without gravity, m/s^2, as long as `t`
 */
export function trim(t: Float32Array, motion: Axes): TimeWindow {
  const count = t.length;
  const whole = { from: t[0] ?? 0, to: t[count - 1] ?? 0 };
  if (count < MIN_SAMPLES) return whole;
  const strength = smoothed(t, magnitude(motion));
  const threshold = MOVING * percentile(strength, 0.95);
  // Loops, because a function for each value takes several times as long.
  let first = 0;
  while (first < count && !((strength[first] ?? 0) > threshold)) first++;
  if (first === count) return whole;
  let last = count - 1;
  while (!((strength[last] ?? 0) > threshold)) last--;
  const from = Math.max(whole.from, crossing(t, strength, first, first - 1, threshold) - MARGIN_MS);
  const to = Math.min(whole.to, crossing(t, strength, last, last + 1, threshold) + MARGIN_MS);
  let kept = 0;
  for (let i = 0; i < count; i++) if ((t[i] ?? 0) >= from && (t[i] ?? 0) <= to) kept++;
  return kept < MIN_KEPT ? whole : { from, to };
}

/** How long the hand moves in a window of {@link trim}, without the margins, ms. */
export function movingMs({ from, to }: TimeWindow): number {
  return Math.max(0, to - from - 2 * MARGIN_MS);
}

/** Length of the vector at each sample. */
export function magnitude({ x, y, z }: Axes): Float32Array {
  const magnitudes = new Float32Array(x.length);
  for (let i = 0; i < magnitudes.length; i++) {
    const [a, b, c] = [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
    magnitudes[i] = Math.sqrt(a * a + b * b + c * c);
  }
  return magnitudes;
}

/** Mean of the samples within SMOOTH_MS of each. */
function smoothed(t: Float32Array, values: Float32Array): Float32Array {
  const means = new Float32Array(values.length);
  let [low, high, sum] = [0, 0, 0];
  for (let i = 0; i < means.length; i++) {
    const now = t[i] ?? 0;
    while (high < means.length && (t[high] ?? 0) <= now + SMOOTH_MS) sum += values[high++] ?? 0;
    while ((t[low] ?? 0) < now - SMOOTH_MS) sum -= values[low++] ?? 0;
    means[i] = sum / (high - low);
  }
  return means;
}

/** When the line from the sample inside the movement to its neighbor outside crosses the threshold, ms. */
function crossing(t: Float32Array, values: Float32Array, inside: number, outside: number, threshold: number): number {
  const start = t[inside] ?? 0;
  const [over, under] = [values[inside] ?? 0, values[outside]];
  if (under === undefined) return start; // the movement reaches the end of the recording
  return start + ((t[outside] ?? start) - start) * ((over - threshold) / (over - under));
}

function percentile(values: Float32Array, share: number): number {
  const copy = values.slice();
  const place = share * (copy.length - 1);
  const below = Math.floor(place);
  const low = selected(copy, below) ?? 0;
  let high = below + 1 < copy.length ? Infinity : low;
  for (let i = below + 1; i < copy.length; i++) high = Math.min(high, copy[i] ?? 0);
  return low + (high - low) * (place - below);
}
