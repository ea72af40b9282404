import { meanOf } from '../math/series.js';
import { cross, unit, type Vector3 } from '../math/vector.js';
import { attitudesOf } from './attitude.js';
import { GRAVITY } from './gravity.js';
import { motionOf } from './motion.js';
import type { Axes, Signal } from './signal.js';

const Y: Vector3 = [0, 1, 0];

/** A cast in axes that do not turn with the phone: those that it had at the start. */
export interface TrackedFrame {
  /** For each sample, the rotation matrix (row by row) from the axes of the phone to those at the start. */
  readonly attitudes: Float64Array;
  /** The vertical in the axes at the start, a unit vector; undefined without gravity ({@link reportsGravity}). */
  readonly up: Vector3 | undefined;
  /** Reaction to gravity in the axes of the phone, m/s^2: it points up. */
  readonly pull: Axes | undefined;
}

/**
 * Follows the turning phone by its gyroscope, or by gravity if there is none, and finds the vertical by gravity.
 * @param motion without gravity, m/s^2
 */
export function trackedFrame(signal: Signal, motion: Axes): TrackedFrame {
  const pull = signal.gravity && difference(signal.gravity, motion);
  if (pull === undefined) return frameWithoutGravity(signal);
  const attitudes = attitudesFor(signal, pull);
  const sum = sumAlong(attitudes, pull);
  // Some phones report a channel of gravity without any in it, which would give a random vertical.
  if (Math.hypot(...sum) < (GRAVITY / 2) * signal.t.length) return frameWithoutGravity(signal);
  return { attitudes, pull, up: unit(sum, Y) };
}

/** Recognition does not read its attitudes, so they are computed on request. */
function frameWithoutGravity(signal: Signal): TrackedFrame {
  let attitudes: Float64Array | undefined;
  return {
    get attitudes() {
      return (attitudes ??= attitudesFor(signal, undefined));
    },
    pull: undefined,
    up: undefined,
  };
}

/** Whether the phone reports gravity of a plausible strength, so that casts are recognized in the axes of the person. */
export function reportsGravity(signal: Signal, motion = motionOf(signal)): boolean {
  return signal.gravity !== undefined && trackedFrame(signal, motion).up !== undefined;
}

function difference(a: Axes, b: Axes): Axes {
  return { x: less(a.x, b.x), y: less(a.y, b.y), z: less(a.z, b.z) };
}

function less(from: Float32Array, values: Float32Array): Float32Array {
  const rest = new Float32Array(from.length);
  for (let i = 0; i < rest.length; i++) rest[i] = (from[i] ?? 0) - (values[i] ?? 0);
  return rest;
}

function attitudesFor({ t, linear, rotation }: Signal, pull: Axes | undefined): Float64Array {
  if (rotation !== undefined && isTurning(rotation)) return attitudesOf(t, rotation);
  // The slow part of the readings is too vague to follow a turn, so only the phone's own gravity counts.
  return linear !== undefined && pull !== undefined ? tiltsOf(pull) : identities(t.length);
}

/** A phone without a gyroscope may report zeros; a real one is noisy. */
function isTurning({ x, y, z }: Axes): boolean {
  for (let i = 0; i < x.length; i++) if (x[i] !== 0 || y[i] !== 0 || z[i] !== 0) return true;
  return false;
}

function identities(count: number): Float64Array {
  const matrices = new Float64Array(9 * count);
  for (let at = 0; at < matrices.length; at += 9) matrices[at] = matrices[at + 4] = matrices[at + 8] = 1;
  return matrices;
}

/** For each sample, the smallest rotation that takes its vertical to the mean one. */
function tiltsOf(pull: Axes): Float64Array {
  const mean = unit(meanVector(pull), Y);
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

/** Sum over all samples, in the axes at the start. */
function sumAlong(attitudes: Float64Array, { x, y, z }: Axes): Vector3 {
  const sum = [0, 0, 0] as [number, number, number];
  for (let i = 0, at = 0; i < x.length; i++, at += 9) {
    const [a, b, c] = [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
    sum[0] += (attitudes[at] ?? 0) * a + (attitudes[at + 1] ?? 0) * b + (attitudes[at + 2] ?? 0) * c;
    sum[1] += (attitudes[at + 3] ?? 0) * a + (attitudes[at + 4] ?? 0) * b + (attitudes[at + 5] ?? 0) * c;
    sum[2] += (attitudes[at + 6] ?? 0) * a + (attitudes[at + 7] ?? 0) * b + (attitudes[at + 8] ?? 0) * c;
  }
  return sum;
}

/** The components of the motion along three directions in the axes at the start; see {@link along}. */
export function alongEach(
  directions: readonly [Vector3, Vector3, Vector3],
  attitudes: Float64Array,
  { x, y, z }: Axes,
): Axes {
  const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = directions;
  const all = { x: new Float32Array(x.length), y: new Float32Array(x.length), z: new Float32Array(x.length) };
  for (let i = 0, at = 0; i < x.length; i++, at += 9) {
    const [u, v, w] = [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
    const startX = (attitudes[at] ?? 0) * u + (attitudes[at + 1] ?? 0) * v + (attitudes[at + 2] ?? 0) * w;
    const startY = (attitudes[at + 3] ?? 0) * u + (attitudes[at + 4] ?? 0) * v + (attitudes[at + 5] ?? 0) * w;
    const startZ = (attitudes[at + 6] ?? 0) * u + (attitudes[at + 7] ?? 0) * v + (attitudes[at + 8] ?? 0) * w;
    all.x[i] = ax * startX + ay * startY + az * startZ;
    all.y[i] = bx * startX + by * startY + bz * startZ;
    all.z[i] = cx * startX + cy * startY + cz * startZ;
  }
  return all;
}

/** The component of the motion along a direction in the axes at the start. */
export function along([a, b, c]: Vector3, attitudes: Float64Array, { x, y, z }: Axes): Float32Array {
  const values = new Float32Array(x.length);
  for (let i = 0, at = 0; i < values.length; i++, at += 9) {
    const ownX = a * (attitudes[at] ?? 0) + b * (attitudes[at + 3] ?? 0) + c * (attitudes[at + 6] ?? 0);
    const ownY = a * (attitudes[at + 1] ?? 0) + b * (attitudes[at + 4] ?? 0) + c * (attitudes[at + 7] ?? 0);
    const ownZ = a * (attitudes[at + 2] ?? 0) + b * (attitudes[at + 5] ?? 0) + c * (attitudes[at + 8] ?? 0);
    values[i] = ownX * (x[i] ?? 0) + ownY * (y[i] ?? 0) + ownZ * (z[i] ?? 0);
  }
  return values;
}

export function meanAttitude(attitudes: Float64Array): Float64Array {
  const mean = new Float64Array(9);
  for (let i = 0; i < attitudes.length; i += 9)
    for (let k = 0; k < 9; k++) mean[k] = (mean[k] ?? 0) + (9 * (attitudes[i + k] ?? 0)) / attitudes.length;
  return mean;
}

export function meanVector({ x, y, z }: Axes): Vector3 {
  return [meanOf(x), meanOf(y), meanOf(z)];
}

function vectorAt({ x, y, z }: Axes, i: number): Vector3 {
  return [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
}
