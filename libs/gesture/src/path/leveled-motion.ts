import { cross, negated, perpendicular, transformed, between, unit, type Vector3 } from '../math/vector.js';
import { STEPS } from '../preprocessing/movement-format.js';
import { pitchOf } from '../preprocessing/pitch-alignment.js';
import { attitudesOf } from '../signal/attitude.js';
import { resample } from '../signal/resample.js';
import type { Axes, Signal } from '../signal/signal.js';
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
 * Exponent that decides when a phone counts as flat. Gravity then says nothing about its rotation in its own plane, so
 * that its top is assumed to point away from the person. With 8 this starts at about 65 degrees of tilt.
 */
const FLATNESS = 8;

/**
 * Levels the motion of the hand: follows the turning phone by its gyroscope, or by gravity if there is none, and finds
 * the vertical by gravity. Without gravity, the plane in which most of the movement lies counts as vertical. The heading
 * is the mean one of the cast, because a hand swings around its middle.
 * @param motion without gravity, m/s^2
 * @param window when the hand moves
 */
export function leveledMotion(signal: Signal, motion: Axes, window: TimeWindow): PlaneMotion {
  const pull = signal.gravity && difference(signal.gravity, motion);
  const attitudes = attitudesFor(signal, pull);
  const plane = pull ? uprightPlane(attitudes, pull) : pitchedPlane(attitudes, signal.t, motion, window);
  const { right, up } = plane;
  const rate = (axis: Vector3): Float32Array | undefined =>
    signal.rotation && along(axis, attitudes, signal.rotation).map((value) => (value * Math.PI) / 180);
  return {
    right: { acceleration: along(right, attitudes, motion), swing: rate(negated(up)) }, // clockwise seen from above
    up: { acceleration: along(up, attitudes, motion), swing: rate(right) },
  };
}

function difference(a: Axes, b: Axes): Axes {
  const less = (from: Float32Array, values: Float32Array): Float32Array =>
    from.map((value, i) => value - (values[i] ?? 0));
  return { x: less(a.x, b.x), y: less(a.y, b.y), z: less(a.z, b.z) };
}

function attitudesFor({ t, linear, rotation }: Signal, pull: Axes | undefined): Float64Array {
  if (rotation !== undefined) return attitudesOf(t, rotation);
  // The slow part of the readings is too vague to follow a turn, so only the phone's own gravity counts.
  return linear !== undefined && pull !== undefined ? tiltsOf(pull) : identities(t.length);
}

function identities(count: number): Float64Array {
  const matrices = new Float64Array(9 * count);
  for (let at = 0; at < matrices.length; at += 9) matrices[at] = matrices[at + 4] = matrices[at + 8] = 1;
  return matrices;
}

/** For each sample, the smallest rotation that takes its vertical to the mean one. */
function tiltsOf(pull: Axes): Float64Array {
  const mean = unit(meanOf(pull), Y);
  const tilts = new Float64Array(9 * pull.x.length);
  for (let i = 0; i < pull.x.length; i++) {
    const up = unit(vectorAt(pull, i), mean);
    const [x, y, z] = cross(up, mean);
    const cos = up[0] * mean[0] + up[1] * mean[1] + up[2] * mean[2];
    const k = 1 / Math.max(1e-6, 1 + cos);
    tilts.set([cos + k * x * x, k * x * y - z, k * x * z + y], 9 * i);
    tilts.set([k * x * y + z, cos + k * y * y, k * y * z - x], 9 * i + 3);
    tilts.set([k * x * z - y, k * y * z + x, cos + k * z * z], 9 * i + 6);
  }
  return tilts;
}

/** @param pull reaction to gravity in the axes of the phone: it points up */
function uprightPlane(attitudes: Float64Array, pull: Axes): Plane {
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < pull.x.length; i++) {
    const turned = transformed(attitudes, 9 * i, vectorAt(pull, i));
    [x, y, z] = [x + turned[0], y + turned[1], z + turned[2]];
  }
  const up = unit([x, y, z], Y);
  const own = unit(meanOf(pull), Y);
  const level: Vector3 = [own[1] + Math.abs(own[2]) ** FLATNESS, -own[0], 0];
  return { right: unit(perpendicular(transformed(meanAttitude(attitudes), 0, level), up), X), up };
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

/** The component of the motion along a direction in the axes at the start. */
function along([a, b, c]: Vector3, attitudes: Float64Array, { x, y, z }: Axes): Float32Array {
  const values = new Float32Array(x.length);
  for (let i = 0, at = 0; i < values.length; i++, at += 9) {
    const ownX = a * (attitudes[at] ?? 0) + b * (attitudes[at + 3] ?? 0) + c * (attitudes[at + 6] ?? 0);
    const ownY = a * (attitudes[at + 1] ?? 0) + b * (attitudes[at + 4] ?? 0) + c * (attitudes[at + 7] ?? 0);
    const ownZ = a * (attitudes[at + 2] ?? 0) + b * (attitudes[at + 5] ?? 0) + c * (attitudes[at + 8] ?? 0);
    values[i] = ownX * (x[i] ?? 0) + ownY * (y[i] ?? 0) + ownZ * (z[i] ?? 0);
  }
  return values;
}

function meanAttitude(attitudes: Float64Array): Float64Array {
  const mean = new Float64Array(9);
  attitudes.forEach((value, i) => (mean[i % 9] = (mean[i % 9] ?? 0) + (9 * value) / attitudes.length));
  return mean;
}

function meanOf({ x, y, z }: Axes): Vector3 {
  const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(x), mean(y), mean(z)];
}

function vectorAt({ x, y, z }: Axes, i: number): Vector3 {
  return [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
}
