import { gaussian, type Random } from '../math/random.js';
import { rotation } from '../math/rotation-matrix.js';
import type { Axes, Signal } from '../signal/signal.js';

/** A rotation matrix, row by row. */
export type RotationMatrix = ReturnType<typeof rotation>;

const QUARTER = Math.PI / 2;

/** How a phone may be held otherwise than upright with the screen towards the person: each rotates the vectors it reads. */
const matrices = {
  upright: rotation(0, 0, 0),
  /** Like a torch: leaning back by 90 degrees, screen up. */
  flat: rotation(QUARTER, 0, 0),
  /** On its left edge. */
  sideways: rotation(0, 0, -QUARTER),
  /** Upright, with the screen away from the person. */
  away: rotation(0, 2 * QUARTER, 0),
  /** Leaning back by 45 degrees. */
  '45': rotation(QUARTER / 2, 0, 0),
} as const;

/** Names of holds; `random` is another rotation for each cast, all equally likely. */
export type HoldName = keyof typeof matrices | 'random';

export const holdNames = ['upright', 'flat', 'sideways', 'away', '45', 'random'] as const satisfies readonly HoldName[];

/** The rotation of a hold. @param random used only for `random` */
export function holdRotation(name: HoldName, random: Random): RotationMatrix {
  return name === 'random' ? randomRotation(random) : matrices[name];
}

/** A uniformly distributed rotation: that of a unit quaternion with normal components (Muller, 1959). */
export function randomRotation(random: Random): RotationMatrix {
  const [w, x, y, z] = [gaussian(random), gaussian(random), gaussian(random), gaussian(random)];
  const sine = Math.hypot(x, y, z);
  const turn = (2 * Math.atan2(sine, w)) / (sine || 1);
  return rotation(turn * x, turn * y, turn * z);
}

/** The inverse of a rotation: its transpose. */
export function inverseRotation([a, b, c]: RotationMatrix): RotationMatrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

/** A recording as the same phone, held rotated in the same hand, would have made it: all channels are rotated alike. */
export function heldSignal({ t, linear, gravity, rotation: rates }: Signal, matrix: RotationMatrix): Signal {
  return {
    t,
    ...(linear && { linear: rotated(linear, matrix) }),
    ...(gravity && { gravity: rotated(gravity, matrix) }),
    ...(rates && { rotation: rotated(rates, matrix) }),
  };
}

function rotated({ x, y, z }: Axes, matrix: RotationMatrix): Axes {
  const [first, second, third] = matrix.map(([a, b, c]) =>
    x.map((value, i) => a * value + b * (y[i] ?? 0) + c * (z[i] ?? 0)),
  ) as [Float32Array, Float32Array, Float32Array];
  return { x: first, y: second, z: third };
}
