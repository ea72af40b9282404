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

/** The blocks of a movement, each derived when it is first read. */
class MovementBlocks implements Blocks {
  private acceleration: Float32Array | undefined;
  private integrals: Pick<Blocks, 'v' | 'p'> | undefined;
  private difference: Float32Array | undefined;
  private rotation: Float32Array | undefined;
  private angle: Float32Array | undefined;

  constructor(private readonly movement: Movement) {}

  get a(): Float32Array {
    return (this.acceleration ??= scaledByRms(this.movement.acceleration));
  }

  get v(): Float32Array {
    return (this.integrals ??= scaledIntegrals(this.a)).v;
  }

  get p(): Float32Array {
    return (this.integrals ??= scaledIntegrals(this.a)).p;
  }

  get d(): Float32Array {
    return (this.difference ??= scaleBySd(differences(this.a)));
  }

  get r(): Float32Array | undefined {
    const { rotation } = this.movement;
    return (this.rotation ??= rotation && scaledByRms(rotation));
  }

  get q(): Float32Array | undefined {
    const rate = this.r;
    return (this.angle ??= rate && scaleBySd(integrate(rate).velocity));
  }
}

function scaledIntegrals(a: Float32Array): Pick<Blocks, 'v' | 'p'> {
  const { velocity, position } = integrate(a);
  return { v: scaleBySd(velocity), p: scaleBySd(position) };
}

/** Derives the blocks of a movement. */
export function blocksOf(movement: Movement): Blocks {
  return new MovementBlocks(movement);
}

/**
 * Concatenates blocks into one series; missing sensors become zeros.
 * @param size values in each block
 * @returns channels of all blocks x STEPS, channel-major
 */
export function joinBlocks(blocks: readonly (Float32Array | undefined)[], size = BLOCK): Float32Array {
  const series = new Float32Array(blocks.length * size);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block !== undefined) series.set(block, i * size);
  }
  return series;
}
