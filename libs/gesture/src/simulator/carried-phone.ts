import { randomRotation, type RotationMatrix } from '../orientation/held-signal.js';
import { rotation } from '../math/rotation-matrix.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import { GRAVITY } from '../signal/gravity.js';
import type { Axes, Signal } from '../signal/signal.js';

/** The movement of a carried phone in equal time steps, in axes of the room: x right, y up, z towards the person. */
export interface Carried {
  /** m/s^2, without gravity. */
  readonly acceleration: Axes;
  /** rad/s about the axes of the room. */
  readonly rates: Axes;
}

/** Noise of the sensors: sd, m/s^2, and degrees/s. */
const NOISE = { acceleration: 0.12, rotation: 3 };
/** Largest constant error of the gravity estimate, as a share of gravity. */
const LEAK = 0.03;

type Matrix = ReturnType<typeof rotation>;

/**
 * The readings of a carried phone on all channels.
 * @param hold rotates the axes of the room into those of the phone at the start; random by default
 */
export function carriedPhone(
  { acceleration, rates }: Carried,
  rateHz: number,
  random: Random,
  hold?: RotationMatrix,
): Signal {
  const n = acceleration.x.length;
  const [linear, gravity, turns] = [zeros(n), zeros(n), zeros(n)];
  const leak = [0, 1, 2].map(() => uniform(-LEAK, LEAK, random) * GRAVITY);
  let toPhone = hold ?? randomRotation(random);
  for (let i = 0; i < n; i++) {
    const noise = (): number => NOISE.acceleration * gaussian(random);
    const moved = times(toPhone, acceleration.x[i] ?? 0, acceleration.y[i] ?? 0, acceleration.z[i] ?? 0);
    const up = times(toPhone, 0, GRAVITY, 0);
    const turn = times(toPhone, rates.x[i] ?? 0, rates.y[i] ?? 0, rates.z[i] ?? 0);
    for (const [k, axis] of (['x', 'y', 'z'] as const).entries()) {
      linear[axis][i] = (moved[k] ?? 0) + (leak[k] ?? 0) + noise();
      gravity[axis][i] = (moved[k] ?? 0) + (up[k] ?? 0) + noise();
      turns[axis][i] = ((turn[k] ?? 0) * 180) / Math.PI + NOISE.rotation * gaussian(random);
    }
    // A vector of the room turns the other way in the axes of the phone.
    toPhone = product(rotation(-turn[0] / rateHz, -turn[1] / rateHz, -turn[2] / rateHz), toPhone);
  }
  return { t: Float32Array.from({ length: n }, (_, i) => (1000 * i) / rateHz), linear, gravity, rotation: turns };
}

/** Three axes of `n` zeros. */
export function zeros(n: number): Axes {
  return { x: new Float32Array(n), y: new Float32Array(n), z: new Float32Array(n) };
}

function times([a, b, c]: Matrix, x: number, y: number, z: number): [number, number, number] {
  return [a[0] * x + a[1] * y + a[2] * z, b[0] * x + b[1] * y + b[2] * z, c[0] * x + c[1] * y + c[2] * z];
}

function product([a, b, c]: Matrix, right: Matrix): Matrix {
  const row = ([x, y, z]: Matrix[number]): Matrix[number] => [
    x * right[0][0] + y * right[1][0] + z * right[2][0],
    x * right[0][1] + y * right[1][1] + z * right[2][1],
    x * right[0][2] + y * right[1][2] + z * right[2][2],
  ];
  return [row(a), row(b), row(c)];
}
