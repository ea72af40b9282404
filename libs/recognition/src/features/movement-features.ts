import { STEPS, integrate, differences, scaleBySd, scaledByRms, type Movement } from '@wandcast/gesture';

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

/** Derives all blocks of a movement. */
export function blocksOf({ acceleration, rotation }: Movement): Blocks {
  const a = scaledByRms(acceleration);
  const { velocity, position } = integrate(a);
  const r = rotation && scaledByRms(rotation);
  return {
    a,
    v: scaleBySd(velocity),
    p: scaleBySd(position),
    d: scaleBySd(differences(a)),
    r,
    q: r && scaleBySd(integrate(r).velocity),
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
