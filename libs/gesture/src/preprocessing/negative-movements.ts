import type { Movement } from './preprocess.js';
import type { Axes, Signal } from '../signal/signal.js';
import { uniform, type Random } from '../math/random.js';
import { rotation } from '../math/rotation-matrix.js';
import { STEPS } from './movement-format.js';
import { reversedSpectra, variedSpectra } from './spectra.js';

/** Range of rotations that make a different drawing, degrees: less is a slant, more is upside down. */
const MIN_TURN = 50;
const MAX_TURN = 130;

/**
 * The movement in reverse: the path from its end to its start. Accelerations keep their sign, rotation rates flip it.
 */
export function reversed({ acceleration, rotation: turns, spectra }: Movement): Movement {
  return {
    acceleration: backwards(acceleration, 1),
    rotation: turns && backwards(turns, -1),
    ...(spectra && { spectra: reversedSpectra(spectra) }),
  };
}

function backwards(values: Float32Array, sign: number): Float32Array {
  return values.map((_, i) => {
    const axis = Math.floor(i / STEPS) * STEPS;
    return sign * (values[axis + STEPS - 1 - (i - axis)] ?? 0);
  });
}

/** The movement rotated in its plane, to a random side, far enough to be a different drawing. */
export function rotatedSideways({ acceleration, rotation: turns, spectra }: Movement, random: Random): Movement {
  const degrees = uniform(MIN_TURN, MAX_TURN, random) * (random() < 0.5 ? -1 : 1);
  const turn = rotation(0, 0, (degrees * Math.PI) / 180);
  const [row, next] = turn;
  const turned = (values: Float32Array): Float32Array => {
    const copy = values.slice();
    for (let i = 0; i < STEPS; i++) {
      const [x, y] = [values[i] ?? 0, values[STEPS + i] ?? 0];
      copy[i] = row[0] * x + row[1] * y;
      copy[STEPS + i] = next[0] * x + next[1] * y;
    }
    return copy;
  };
  return {
    acceleration: turned(acceleration),
    rotation: turns && turned(turns),
    ...(spectra && { spectra: variedSpectra(spectra, turn, 1) }),
  };
}

/** Like {@link reversed}, for a recording. */
export function reversedSignal({ t, linear, gravity, rotation: turns }: Signal): Signal {
  const [first, last] = [t[0] ?? 0, t[t.length - 1] ?? 0];
  const back = (axes: Axes, sign: number): Axes => ({
    x: axes.x.toReversed().map((value) => sign * value),
    y: axes.y.toReversed().map((value) => sign * value),
    z: axes.z.toReversed().map((value) => sign * value),
  });
  return {
    t: t.toReversed().map((time) => first + last - time),
    ...(linear && { linear: back(linear, 1) }),
    ...(gravity && { gravity: back(gravity, 1) }),
    ...(turns && { rotation: back(turns, -1) }),
  };
}
