import type { Random } from '@wandcast/gesture';
import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { LIVE_ROWS, channelsOf } from './live-view.js';
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
 * An untrained network like the one for whole casts (cnn-network.ts), at half the length. 30,000 parameters for 10
 * spells.
 * @param classes spells x STAGES
 */
export function untrainedLiveNetwork(
  readsRotation: boolean,
  classes: number,
  seed: number,
  random: Random,
): Sequential {
  const rows = LIVE_ROWS / FOLD;
  const net = sequential({ name: 'live' });
  const convolution = (filters: number, kernelSize: number, inputShape?: [number, number]): void => {
    const n = net.layers.length;
    const kernelInitializer = initializers.heNormal({ seed: seed * 100 + n });
    const [padding, useBias] = ['same' as const, false];
    const shape = inputShape && { inputShape };
    net.add(layers.conv1d({ name: `conv-${n}`, filters, kernelSize, padding, kernelInitializer, useBias, ...shape }));
    net.add(layers.batchNormalization({ name: `norm-${n}`, momentum: BN_MOMENTUM }));
    net.add(layers.reLU({ name: `relu-${n}` }));
  };
  convolution(32, 5, [rows, FOLD * channelsOf(readsRotation)]);
  net.add(layers.reshape({ name: 'fold', targetShape: [rows / 2, 2 * 32] }));
  convolution(48, 3);
  convolution(48, 3);
  net.add(layers.averagePooling1d({ name: 'pool', poolSize: 2, strides: 2 }));
  net.add(layers.flatten({ name: 'flat' }));
  net.add(new SeededDropout(DROPOUT, random, 'dropout'));
  const kernelInitializer = initializers.glorotUniform({ seed: seed * 100 + 99 });
  net.add(layers.dense({ name: 'spells-by-stage', units: classes, activation: 'softmax', kernelInitializer }));
  return net;
}
