import { STEPS, integrate, differences, scaleBySd, scaledByRms, type Movement } from '@wandcast/gesture';
import { once } from './once.js';

/** Values in one block: three axes over time. */
const BLOCK = 3 * STEPS;

/** A movement as recognizers read it: blocks of 3 x STEPS, channel-major, scale-free, with time in steps. */
export interface Blocks {
  /** Acceleration, root mean square 1. */
  readonly a: Float32Array;
  /** Velocity, position and difference of the acceleration; standard deviation 1. */
  readonly v: Float32Array;
  readonly p: Float32Array;
  readonly d: Float32Array;
  /** Rotation rate and rotation angle; undefined if the phone has no gyroscope. */
  readonly r: Float32Array | undefined;
  readonly q: Float32Array | undefined;
}

/** Derives the blocks of a movement, each when it is first read. */
export function blocksOf({ acceleration, rotation }: Movement): Blocks {
  const a = once(() => scaledByRms(acceleration));
  const integrals = once(() => integrate(a()));
  const [v, p] = [once(() => scaleBySd(integrals().velocity)), once(() => scaleBySd(integrals().position))];
  const d = once(() => scaleBySd(differences(a())));
  const r = once(() => rotation && scaledByRms(rotation));
  const q = once(() => {
    const rate = r();
    return rate && scaleBySd(integrate(rate).velocity);
  });
  return {
    get a() {
      return a();
    },
    get v() {
      return v();
    },
    get p() {
      return p();
    },
    get d() {
      return d();
    },
    get r() {
      return r();
    },
    get q() {
      return q();
    },
  };
}

/**
 * Concatenates blocks into one series; missing sensors become zeros.
 * @param size values in each block
 * @returns channels of all blocks x STEPS, channel-major
 */
export function joinBlocks(blocks: readonly (Float32Array | undefined)[], size = BLOCK): Float32Array {
  const series = new Float32Array(blocks.length * size);
  blocks.forEach((block, i) => {
    if (block !== undefined) series.set(block, i * size);
  });
  return series;
}
