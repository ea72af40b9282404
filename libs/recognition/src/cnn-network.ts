import { STEPS, channels, type Random } from '@wandcast/gesture';
import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { SeededDropout } from './seeded-dropout.js';

/** Channels of a cast: acceleration, velocity and position on three axes. */
const CHANNELS = 9;
/** Neighbouring steps that make one row of the input: halves the length without a strided convolution, whose gradient the engine lacks. */
const FOLD = 2;
const DROPOUT = 0.3;
/** Weight of the past in batch normalisation's averages; the usual .99 lags behind in sets of hundreds of casts. */
const BN_MOMENTUM = 0.9;

/** Numbers that the network reads of one cast. */
export const INPUT_SIZE = STEPS * CHANNELS;

/** A prepared cast as the net reads it: time first, then channel. */
export function inputOf(prepared: Float32Array): Float32Array {
  const byChannel = channels(prepared);
  const input = new Float32Array(INPUT_SIZE);
  for (let channel = 0; channel < CHANNELS; channel++)
    for (let step = 0; step < STEPS; step++) input[step * CHANNELS + channel] = byChannel[channel * STEPS + step] ?? 0;
  return input;
}

/**
 * Three convolutions, each with batch normalisation; between the first two, neighbours are folded together again. The
 * last layer sees what happened in which eighth of the cast. 27,000 parameters.
 */
export function untrainedCnn(spells: number, seed: number, random: Random): Sequential {
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
  convolution(32, 5, [rows, FOLD * CHANNELS]);
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
