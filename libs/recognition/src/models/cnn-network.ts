import { STEPS, type Random } from '@wandcast/gesture';
import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { joinBlocks, type Blocks } from '../features/movement-features.js';
import { SeededDropout } from '../networks/seeded-dropout.js';

/**
 * Neighboring steps per input row: halves the length without a strided convolution, whose gradient the WebAssembly
 * engine lacks.
 */
const FOLD = 2;
const DROPOUT = 0.3;
/** Momentum of batch normalization; the default .99 lags behind with hundreds of casts. */
const BN_MOMENTUM = 0.9;

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

/**
 * An untrained network: three convolutions with batch normalization, then average pooling into eight segments, so the
 * dense layer sees what happened in which eighth of the cast. 27,000 parameters.
 */
export function untrainedCnn(blocks: number, spells: number, seed: number, random: Random): Sequential {
  const rows = STEPS / FOLD;
  const net = sequential({ name: 'cnn' });
  const convolution = (filters: number, kernelSize: number, inputShape?: [number, number]): void => {
    const n = net.layers.length;
    const kernelInitializer = initializers.heNormal({ seed: seed * 100 + n });
    const shape = inputShape && { inputShape };
    net.add(
      layers.conv1d({
        name: `conv-${n}`,
        filters,
        kernelSize,
        padding: 'same',
        kernelInitializer,
        useBias: false,
        ...shape,
      }),
    );
    net.add(layers.batchNormalization({ name: `norm-${n}`, momentum: BN_MOMENTUM }));
    net.add(layers.reLU({ name: `relu-${n}` }));
  };
  convolution(32, 5, [rows, FOLD * 3 * blocks]);
  net.add(layers.reshape({ name: 'fold', targetShape: [rows / 2, 2 * 32] }));
  convolution(48, 3);
  convolution(64, 3);
  net.add(layers.averagePooling1d({ name: 'pool', poolSize: 2, strides: 2 }));
  net.add(layers.flatten({ name: 'flat' }));
  net.add(new SeededDropout(DROPOUT, random, 'dropout'));
  const kernelInitializer = initializers.glorotUniform({ seed: seed * 100 + 99 });
  net.add(layers.dense({ name: 'spells', units: spells, activation: 'softmax', kernelInitializer }));
  return net;
}
