import { STEPS, type Random } from '@wandcast/gesture';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { joinBlocks, type Blocks } from '../features/movement-features.js';
import { untrainedNetwork } from '../networks/convolutional-network.js';

/**
 * Input blocks of three channels: acceleration, velocity and position; with a gyroscope also rotation rate and angle.
 */
export const BLOCKS_WITHOUT_ROTATION = 3;
export const BLOCKS_WITH_ROTATION = 5;

/**
 * Network input of a movement: time-major, then channel. Missing sensors become zeros.
 * @param blocks number of blocks the network reads
 */
export function inputOf({ a, v, p, r, q }: Blocks, blocks: number): Float32Array {
  const byChannel = joinBlocks([a, v, p, r, q].slice(0, blocks));
  const channels = 3 * blocks;
  const input = new Float32Array(byChannel.length);
  for (let channel = 0; channel < channels; channel++)
    for (let step = 0; step < STEPS; step++) input[step * channels + channel] = byChannel[channel * STEPS + step] ?? 0;
  return input;
}

/** An untrained network for whole casts, pooled into eight segments. 27,000 parameters. */
export function untrainedCnn(blocks: number, spells: number, seed: number, random: Random): Sequential {
  const output = { name: 'spells', units: spells };
  return untrainedNetwork({ name: 'cnn', steps: STEPS, channels: 3 * blocks, lastFilters: 64, output }, seed, random);
}
