import { STEPS, integrate, scaleBySd, scaledByRms } from '@wandcast/gesture';
import type { PartialMovement } from './live-axes.js';

/** Steps averaged into one row. */
const WIDTH = 2;
/** Input rows of a network for casts in progress: 64 did no better than 32 and took twice the time. */
export const LIVE_ROWS = STEPS / WIDTH;
/** Added to the seconds before the logarithm: shorter times carry no information. */
const SOON = 0.05;
/** Smallest variance, for a motionless hand. */
const SILENCE = 1e-6;

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
  const channels = channelsOf(readsRotation);
  const input = new Float32Array(LIVE_ROWS * channels);
  const a = scaledByRms(acceleration);
  const { velocity, position } = integrate(a);
  writeRows(a, input, 0, channels);
  writeRows(scaleBySd(velocity), input, 3, channels);
  writeRows(scaleBySd(position), input, 6, channels);
  if (readsRotation && turns !== undefined) {
    writeRows(scaledByRms(turns), input, 9, channels);
    writeRows(scaledByRms(angleOf(turns)), input, 12, channels);
  }
  const logarithm = Math.log(seconds + SOON);
  for (let end = channels; end <= input.length; end += channels) {
    input[end - 2] = logarithm;
    input[end - 1] = seconds;
  }
  return input;
}

/**
 * The {@link liveInput} of a movement that is rotated about x by `angle` radians, made from its own: all blocks are
 * linear in the movement, and the scale of all but the velocity does not change.
 */
export function pitchedInput(input: Float32Array, angle: number): Float32Array {
  const channels = input.length / LIVE_ROWS;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const pitched = input.slice();
  for (let row = 0; row < input.length; row += channels)
    for (let y = row + 1; y < row + channels - 2; y += 3) {
      const [a, b] = [input[y] ?? 0, input[y + 1] ?? 0];
      pitched[y] = cos * a + sin * b;
      pitched[y + 1] = cos * b - sin * a;
    }
  // The standard deviation over all axes, from a mean square that does not change.
  const [before, after] = [velocityMeanOf(input, channels), velocityMeanOf(pitched, channels)];
  const scale = 1 / Math.sqrt(Math.max(SILENCE, 1 + before * before - after * after));
  for (let row = 0; row < input.length; row += channels)
    for (let i = row + 3; i < row + 6; i++) pitched[i] = (pitched[i] ?? 0) * scale;
  return pitched;
}

function velocityMeanOf(input: Float32Array, channels: number): number {
  let sum = 0;
  for (let at = 3; at < input.length; at += channels)
    sum += (input[at] ?? 0) + (input[at + 1] ?? 0) + (input[at + 2] ?? 0);
  return sum / (3 * LIVE_ROWS);
}

/** Cumulative sum per axis. */
function angleOf(turns: Float32Array): Float32Array {
  const angles = new Float32Array(turns.length);
  for (let i = 0, sum = 0; i < angles.length; i++) {
    sum = i % STEPS === 0 ? (turns[i] ?? 0) : sum + (turns[i] ?? 0);
    angles[i] = sum;
  }
  return angles;
}

/** Writes the three axes of a block to three channels of each row. */
function writeRows(block: Float32Array, input: Float32Array, channel: number, channels: number): void {
  for (let step = 0, at = channel; step < STEPS; step += WIDTH, at += channels) {
    input[at] = ((block[step] ?? 0) + (block[step + 1] ?? 0)) / WIDTH;
    input[at + 1] = ((block[STEPS + step] ?? 0) + (block[STEPS + step + 1] ?? 0)) / WIDTH;
    input[at + 2] = ((block[2 * STEPS + step] ?? 0) + (block[2 * STEPS + step + 1] ?? 0)) / WIDTH;
  }
}
