import { STEPS, derive, differences, scaleBySd, scaledByRms, type Movement } from '@wandcast/gesture';

/** Values of one block: three axes over time. */
const BLOCK = 3 * STEPS;

/** How a recognizer sees a movement: 3 x STEPS each, channel-major, free of strength, in steps instead of seconds. */
export interface Blocks {
  /** Acceleration: root mean square 1. */
  readonly a: Float32Array;
  /** Velocity, position and change of the acceleration: standard deviation 1. */
  readonly v: Float32Array;
  readonly p: Float32Array;
  readonly d: Float32Array;
  /** Rotation rate and the angle turned; undefined where the phone gave none. */
  readonly r: Float32Array | undefined;
  readonly q: Float32Array | undefined;
}

export function blocksOf({ acceleration, rotation }: Movement): Blocks {
  const a = scaledByRms(acceleration);
  const { velocity, position } = derive(a);
  const r = rotation && scaledByRms(rotation);
  return {
    a,
    v: scaleBySd(velocity),
    p: scaleBySd(position),
    d: scaleBySd(differences(a)),
    r,
    q: r && scaleBySd(derive(r).velocity),
  };
}

/** Several blocks as one series; what a phone did not give is still. @returns 3 x blocks x STEPS, channel-major */
export function seriesOf(blocks: readonly (Float32Array | undefined)[]): Float32Array {
  const series = new Float32Array(blocks.length * BLOCK);
  blocks.forEach((block, i) => {
    if (block !== undefined) series.set(block, i * BLOCK);
  });
  return series;
}
