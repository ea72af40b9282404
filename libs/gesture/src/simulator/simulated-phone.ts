import { GRAVITY } from '../signal/gravity.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import type { Axes } from '../signal/signal.js';
import { smoothNoise, whiteNoise } from '../math/smoothing.js';
import type { HandPath } from './hand-movement.js';
import type { Persona } from './simulated-person.js';

/** Variation between the casts of one person, radians, sd. */
const CAST_SD = { yaw: 0.065, pitch: 0.12, roll: 0.035 };

/** Noise of a gyroscope in a hand, degrees/s, sd. */
const GYRO_NOISE = 3;

/** Readings of a simulated phone in its own W3C axes, m/s^2. */
export interface Readings {
  readonly linear: Axes;
  /** Rotation rate, degrees/s. */
  readonly rotation: Axes;
  /** Including gravity; only on request. */
  readonly gravity?: Axes;
}

/**
 * Sensor readings of a phone in a moving hand: accelerations in the axes of the phone, which leans back and turns with
 * the wrist, plus sensor errors.
 */
export function simulateReadings(hand: HandPath, person: Persona, random: Random, withGravity: boolean): Readings {
  const attitudes = attitudesOf(hand, person, random);
  const linear = inPhoneAxes(
    attitudes,
    accelerations(hand.x, hand),
    accelerations(hand.y, hand),
    accelerations(hand.z, hand),
  );
  const errors = sensorErrors(linear, hand.interval, random);
  addTo(linear, errors);
  const rotation = ratesOf(attitudes, hand.interval, random);
  if (!withGravity) return { linear, rotation };
  const none = new Float32Array(linear.x.length);
  const gravity = inPhoneAxes(attitudes, none, none.map(() => GRAVITY), none); // prettier-ignore
  addTo(gravity, linear);
  return { linear, rotation, gravity };
}

function accelerations(positions: Float64Array, { size, interval }: HandPath): Float32Array {
  const rates = new Float32Array(positions.length);
  for (let i = 1; i + 1 < rates.length; i++) {
    const bend = (positions[i + 1] ?? 0) - 2 * (positions[i] ?? 0) + (positions[i - 1] ?? 0);
    rates[i] = (bend * size) / (interval * interval);
  }
  return rates;
}

/** Yaw, pitch and roll of the phone over time, radians. */
interface Attitudes {
  readonly yaw: Float64Array;
  readonly pitch: Float64Array;
  readonly roll: Float64Array;
}

function attitudesOf({ drawing }: HandPath, person: Persona, random: Random): Attitudes {
  const yaw = person.yaw + CAST_SD.yaw * gaussian(random);
  const pitch = person.pitch + CAST_SD.pitch * gaussian(random);
  const roll = person.roll + CAST_SD.roll * gaussian(random);
  return {
    yaw: drawing.x.map((x) => yaw - person.wristX * person.swing * x),
    pitch: drawing.y.map((y) => pitch - person.wristY * person.swing * y),
    roll: drawing.x.map((x) => roll - person.wristRoll * person.swing * x),
  };
}

/** Converts vectors in world axes (x right, y up, z towards the person) to the phone's axes, at every time. */
function inPhoneAxes({ yaw, pitch, roll }: Attitudes, right: Float32Array, up: Float32Array, near: Float32Array): Axes {
  const axes = { x: new Float32Array(up.length), y: new Float32Array(up.length), z: new Float32Array(up.length) };
  for (let i = 0; i < up.length; i++) {
    const [y, p, r] = [yaw[i] ?? 0, pitch[i] ?? 0, roll[i] ?? 0];
    const [x1, z1] = turned(right[i] ?? 0, near[i] ?? 0, y);
    const [y2, z2] = turned(up[i] ?? 0, z1, p);
    const [y3, x3] = turned(y2, x1, r);
    axes.x[i] = x3;
    axes.y[i] = y3;
    axes.z[i] = z2;
  }
  return axes;
}

function turned(a: number, b: number, angle: number): [number, number] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * a - sin * b, sin * a + cos * b];
}

/**
 * Rotation rate about the phone's own axes, degrees/s: each of the three rotations converted to the axes of the phone,
 * plus gyroscope noise.
 */
function ratesOf({ yaw, pitch, roll }: Attitudes, interval: number, random: Random): Axes {
  const n = yaw.length;
  const rates = { x: new Float32Array(n), y: new Float32Array(n), z: new Float32Array(n) };
  const degrees = 180 / Math.PI / (2 * interval);
  const speed = (angles: Float64Array, i: number): number =>
    degrees * ((angles[Math.min(n - 1, i + 1)] ?? 0) - (angles[Math.max(0, i - 1)] ?? 0));
  for (let i = 0; i < n; i++) {
    const [p, r] = [pitch[i] ?? 0, roll[i] ?? 0];
    const [up, near] = turned(speed(yaw, i), 0, p); // yaw is about the vertical, which the pitch splits into y and z
    const [y, x] = turned(up, -speed(pitch, i), r);
    rates.x[i] = x + GYRO_NOISE * gaussian(random);
    rates.y[i] = y + GYRO_NOISE * gaussian(random);
    rates.z[i] = near + speed(roll, i) + GYRO_NOISE * gaussian(random);
  }
  return rates;
}

/** A drifting error of the gravity estimate, a hand tremor, and white noise. */
function sensorErrors({ x, y, z }: Axes, interval: number, random: Random): Axes {
  const n = x.length;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (x[i] ?? 0) ** 2 + (y[i] ?? 0) ** 2 + (z[i] ?? 0) ** 2;
  const rms = Math.sqrt(squares / n);
  const leak = GRAVITY * 0.052 * random();
  const radians = 2 * Math.PI * uniform(5, 11, random) * interval; // a tremor of 5 to 11 Hz, per sample
  const phase = uniform(0, 2 * Math.PI, random);
  const axis = (): Float32Array => {
    const errors = new Float32Array(n);
    const wander = smoothNoise(n, 0.15 * n, random);
    const tremor = 0.057 * rms * gaussian(random);
    const white = whiteNoise(n, random);
    for (let i = 0; i < n; i++)
      errors[i] = leak * (wander[i] ?? 0) + tremor * Math.sin(radians * i + phase) + 0.073 * rms * (white[i] ?? 0);
    return errors;
  };
  return { x: axis(), y: axis(), z: axis() };
}

function addTo(sum: Axes, more: Axes): void {
  for (const axis of ['x', 'y', 'z'] as const) {
    const [to, from] = [sum[axis], more[axis]];
    for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + (from[i] ?? 0);
  }
}
