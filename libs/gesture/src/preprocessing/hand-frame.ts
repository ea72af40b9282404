import { cross, dot, perpendicular, transformed, unit, type Vector3 } from '../math/vector.js';
import { resampledAxes, resampling } from '../signal/resample.js';
import type { Axes, Signal } from '../signal/signal.js';
import { alongEach, meanAttitude, meanVector, type TrackedFrame } from '../signal/tracked-frame.js';
import type { TimeWindow } from '../signal/trim.js';
import { headingOf, type Heading } from './heading.js';
import type { Movement } from './preprocess.js';

const X: Vector3 = [1, 0, 0];
const Y: Vector3 = [0, 1, 0];

/**
 * Exponent that decides when a phone counts as flat. Gravity then says nothing about its rotation in its own plane, so
 * that its top is assumed to point away from the person. With 8 this starts at about 65 degrees of tilt.
 */
const FLATNESS = 8;

/**
 * A movement in axes that do not depend on how the phone is held: x to the person's right, y up, z towards the person.
 * Gravity shows the vertical, the gyroscope follows the turning phone, and the swing of the hand tells the heading
 * ({@link headingOf}). Without a gyroscope, the person is assumed to face the screen.
 * @param motion without gravity, m/s^2
 * @param count steps of the result
 * @param frame of the signal
 * @returns undefined if the phone does not report gravity
 */
export function handFrameMovement(
  signal: Signal,
  motion: Axes,
  window: TimeWindow,
  count: number,
  frame: TrackedFrame,
): Movement | undefined {
  const facing = facingRight(frame);
  const { up } = frame;
  if (up === undefined || facing === undefined) return undefined;
  const { attitudes } = frame;
  const first = unit(perpendicular(X, up), unit(perpendicular(Y, up), Y));
  const third = cross(first, up);
  const plan = resampling(signal.t, window, count);
  const directions = [first, up, third] as const;
  const acceleration = resampledAxes(plan, alongEach(directions, attitudes, motion));
  const rotation = signal.rotation && resampledAxes(plan, alongEach(directions, attitudes, signal.rotation));
  const heading = headingOf(acceleration, rotation, [dot(facing, first), dot(facing, third)]);
  turnTo(heading, acceleration);
  if (rotation !== undefined) turnTo(heading, rotation);
  return { acceleration, rotation };
}

/** The horizontal direction to the right of somebody who looks at the screen; undefined without gravity. */
export function facingRight(frame: TrackedFrame): Vector3 | undefined {
  const { up, pull } = frame;
  if (up === undefined || pull === undefined) return undefined;
  const own = unit(meanVector(pull), Y);
  const level: Vector3 = [own[1] + Math.abs(own[2]) ** FLATNESS, -own[0], 0];
  return unit(perpendicular(transformed(meanAttitude(frame.attitudes), 0, level), up), X);
}

/** Rotates about the vertical, in place, so that the first axis becomes the heading. */
function turnTo([x, z]: Heading, values: Float32Array): void {
  const last = (values.length / 3) * 2;
  for (let i = 0; i < last / 2; i++) {
    const [a, b] = [values[i] ?? 0, values[i + last] ?? 0];
    values[i] = x * a + z * b;
    values[i + last] = x * b - z * a;
  }
}
