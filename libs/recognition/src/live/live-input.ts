import { STEPS } from '@wandcast/gesture';
import type { PartialMovement } from './live-axes.js';

/** Input rows of a network for casts in progress: 64 did no better than 32 and took twice the time. */
export const LIVE_ROWS = 32;
/** Steps averaged into one row. */
const WIDTH = STEPS / LIVE_ROWS;
/** Added to the seconds before the logarithm: shorter times carry no information. */
const SOON = 0.05;
/** Added to divisors, so that a motionless block is not scaled up to noise. */
const SILENCE = 1e-6;

/** Values of one block: three axes over time. */
const BLOCK = 3 * STEPS;
/** Integrals of the movement that is being read. */
const velocity = new Float32Array(BLOCK);
const position = new Float32Array(BLOCK);
const angle = new Float32Array(BLOCK);

/** Input channels: acceleration, velocity, position and two for time; with rotation also rate and angle. */
export function channelsOf(readsRotation: boolean): number {
  return readsRotation ? 17 : 11;
}

/**
 * Network input, row by row with the channels of {@link channelsOf}: each block divided by its root mean square or its
 * standard deviation. Velocity and position are centered cumulative sums as for whole casts; the angle is summed without
 * removing its mean, because the hand has not returned yet. Missing rotation becomes zeros.
 */
export function liveInput(
  { acceleration, rotation: turns, seconds }: PartialMovement,
  readsRotation: boolean,
): Float32Array {
  const channels = channelsOf(readsRotation);
  const input = new Float32Array(LIVE_ROWS * channels);
  const strength = 1 / (Math.sqrt(meanSquareOf(acceleration)) + SILENCE);
  writeRows(acceleration, strength, input, 0, channels);
  sumCentered(acceleration, velocity);
  writeRows(velocity, strength / (strength * deviationOf(velocity) + SILENCE), input, 3, channels);
  sumCentered(velocity, position);
  center(position);
  writeRows(position, strength / (strength * deviationOf(position) + SILENCE), input, 6, channels);
  if (readsRotation && turns !== undefined) {
    writeRows(turns, 1 / (Math.sqrt(meanSquareOf(turns)) + SILENCE), input, 9, channels);
    sumInto(angle, turns);
    writeRows(angle, 1 / (Math.sqrt(meanSquareOf(angle)) + SILENCE), input, 12, channels);
  }
  const logarithm = Math.log(seconds + SOON);
  for (let end = channels; end <= input.length; end += channels) {
    input[end - 2] = logarithm;
    input[end - 1] = seconds;
  }
  return input;
}

function meanSquareOf(block: Float32Array): number {
  let [x, y, z] = [0, 0, 0]; // apart, because each sum waits for its last addition
  for (let i = 0; i < STEPS; i++) {
    const [a, b, c] = [block[i] ?? 0, block[STEPS + i] ?? 0, block[2 * STEPS + i] ?? 0];
    x += a * a;
    y += b * b;
    z += c * c;
  }
  return (x + y + z) / BLOCK;
}

/** Standard deviation over all axes and times. */
function deviationOf(block: Float32Array): number {
  const mean = (meanOf(block, 0) + meanOf(block, STEPS) + meanOf(block, 2 * STEPS)) / 3;
  return Math.sqrt(Math.max(0, meanSquareOf(block) - mean * mean));
}

/** Mean of the axis that begins at `from`. */
function meanOf(block: Float32Array, from: number): number {
  let sum = 0;
  for (let i = from; i < from + STEPS; i++) sum += block[i] ?? 0;
  return sum / STEPS;
}

/** Writes the cumulative sum of each centered axis to `sums`. */
function sumCentered(block: Float32Array, sums: Float32Array): void {
  const [x, y, z] = [meanOf(block, 0), meanOf(block, STEPS), meanOf(block, 2 * STEPS)];
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < STEPS; i++) {
    sums[i] = a += (block[i] ?? 0) - x;
    sums[STEPS + i] = b += (block[STEPS + i] ?? 0) - y;
    sums[2 * STEPS + i] = c += (block[2 * STEPS + i] ?? 0) - z;
  }
}

/** Writes the cumulative sum of each axis to `sums`. */
function sumInto(sums: Float32Array, block: Float32Array): void {
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < STEPS; i++) {
    sums[i] = a += block[i] ?? 0;
    sums[STEPS + i] = b += block[STEPS + i] ?? 0;
    sums[2 * STEPS + i] = c += block[2 * STEPS + i] ?? 0;
  }
}

function center(block: Float32Array): void {
  for (let from = 0; from < BLOCK; from += STEPS) {
    const mean = meanOf(block, from);
    for (let i = from; i < from + STEPS; i++) block[i] = (block[i] ?? 0) - mean;
  }
}

/** Writes the three axes of a block, times `scale`, to three channels of each row. */
function writeRows(block: Float32Array, scale: number, input: Float32Array, channel: number, channels: number): void {
  const share = scale / WIDTH;
  for (let axis = 0, step = 0; axis < 3; axis++)
    for (let at = channel + axis; at < input.length; at += channels) {
      let sum = 0;
      for (const end = step + WIDTH; step < end; step++) sum += block[step] ?? 0;
      input[at] = sum * share;
    }
}
