import { cross, negated, perpendicular, transformed, between, unit, type Vector3 } from '../math/vector.js';
import { STEPS } from '../preprocessing/movement-format.js';
import { facingRight } from '../preprocessing/hand-frame.js';
import { pitchOf } from '../preprocessing/pitch-alignment.js';
import { resample } from '../signal/resample.js';
import type { Axes, Signal } from '../signal/signal.js';
import { along, meanAttitude, trackedFrame } from '../signal/tracked-frame.js';
import type { TimeWindow } from '../signal/trim.js';
import type { AxisMotion } from './drawn-path.js';

/** The motion of the hand in the vertical plane that faces the person, one value per sample. */
export interface PlaneMotion {
  readonly right: AxisMotion;
  readonly up: AxisMotion;
}

/** Two directions at right angles, in the axes of the phone at the start. */
interface Plane {
  readonly right: Vector3;
  readonly up: Vector3;
}

const X: Vector3 = [1, 0, 0];
const Y: Vector3 = [0, 1, 0];

/**
 * Levels the motion of the hand: follows the turning phone by its gyroscope, or by gravity if there is none, and finds
 * the vertical by gravity. Without gravity, the plane in which most of the movement lies counts as vertical. The heading
 * is the mean one of the cast, because a hand swings around its middle.
 * @param motion without gravity, m/s^2
 * @param window when the hand moves
 */
export function leveledMotion(signal: Signal, motion: Axes, window: TimeWindow): PlaneMotion {
  const frame = trackedFrame(signal, motion);
  const { attitudes } = frame;
  const facing = facingRight(frame);
  const { right, up } =
    facing && frame.up ? { right: facing, up: frame.up } : pitchedPlane(attitudes, signal.t, motion, window);
  const rate = (axis: Vector3): Float32Array | undefined =>
    signal.rotation && along(axis, attitudes, signal.rotation).map((value) => (value * Math.PI) / 180);
  return {
    right: { acceleration: along(right, attitudes, motion), swing: rate(negated(up)) }, // clockwise seen from above
    up: { acceleration: along(up, attitudes, motion), swing: rate(right) },
  };
}

function pitchedPlane(attitudes: Float64Array, t: Float32Array, motion: Axes, window: TimeWindow): Plane {
  const mean = meanAttitude(attitudes);
  const right = unit(transformed(mean, 0, X), X);
  const y = unit(perpendicular(transformed(mean, 0, Y), right), Y);
  const z = cross(right, y);
  const prepared = new Float32Array(3 * STEPS);
  resample(t, along(y, attitudes, motion), window, STEPS, prepared, STEPS);
  resample(t, along(z, attitudes, motion), window, STEPS, prepared, 2 * STEPS);
  return { right, up: between(y, z, pitchOf(prepared)) };
}
