import type { Random } from '@wandcast/gesture';
import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { SeededDropout } from './seeded-dropout.js';

/**
 * Neighboring steps per input row: halves the length without a strided convolution, whose gradient the WebAssembly
 * engine lacks.
 */
const FOLD = 2;
const DROPOUT = 0.3;
/** Momentum of batch normalization; the default .99 lags behind with hundreds of casts. */
const BN_MOMENTUM = 0.9;

/** Sizes of a convolutional network, and names of the network and its output layer. */
export interface NetworkPlan {
  readonly name: string;
  /** Values per input: time steps x channels. */
  readonly steps: number;
  readonly channels: number;
  /** Filters of the last convolution. */
  readonly lastFilters: number;
  readonly output: { readonly name: string; readonly units: number };
}

/**
 * An untrained network: three convolutions with batch normalization, then average pooling to one row per eight steps,
 * so the dense layer sees what happened when.
 */
export function untrainedNetwork(
  { name, steps, channels, lastFilters, output }: NetworkPlan,
  seed: number,
  random: Random,
): Sequential {
  const rows = steps / FOLD;
  const net = sequential({ name });
  const convolution = (filters: number, kernelSize: number, inputShape?: [number, number]): void => {
    const n = net.layers.length;
    const kernelInitializer = initializers.heNormal({ seed: seed * 100 + n });
    const [padding, useBias] = ['same' as const, false];
    const shape = inputShape && { inputShape };
    net.add(layers.conv1d({ name: `conv-${n}`, filters, kernelSize, padding, kernelInitializer, useBias, ...shape }));
    net.add(layers.batchNormalization({ name: `norm-${n}`, momentum: BN_MOMENTUM }));
    net.add(layers.reLU({ name: `relu-${n}` }));
  };
  convolution(32, 5, [rows, FOLD * channels]);
  net.add(layers.reshape({ name: 'fold', targetShape: [rows / 2, 2 * 32] }));
  convolution(48, 3);
  convolution(lastFilters, 3);
  net.add(layers.averagePooling1d({ name: 'pool', poolSize: 2, strides: 2 }));
  net.add(layers.flatten({ name: 'flat' }));
  net.add(new SeededDropout(DROPOUT, random, 'dropout'));
  const kernelInitializer = initializers.glorotUniform({ seed: seed * 100 + 99 });
  net.add(layers.dense({ ...output, activation: 'softmax', kernelInitializer }));
  return net;
}
