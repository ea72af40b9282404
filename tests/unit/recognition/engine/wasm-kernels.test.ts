import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { gaussian, seeded } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';

type Loss = (...inputs: tf.Tensor[]) => tf.Scalar;

const random = seeded(7);
const noise = (shape: number[]) => Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => gaussian(random));

/** The gradients of `loss` by each input, on one backend. */
async function gradients(backend: string, loss: Loss, inputs: readonly { shape: number[]; values: Float32Array }[]) {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const tensors = inputs.map(({ shape, values }) => tf.tensor(values, shape));
    return tf
      .grads(loss)(tensors)
      .map((gradient) => Array.from(gradient.dataSync()));
  });
}

/** The plain cpu backend of tfjs is the reference. */
async function expectAgreement(loss: Loss, ...shapes: number[][]) {
  const inputs = shapes.map((shape) => ({ shape, values: noise(shape) }));
  const ours = await gradients('wasm', loss, inputs);
  const theirs = await gradients('cpu', loss, inputs);
  ours.forEach((gradient, i) => {
    const largest = Math.max(...(theirs[i] ?? []).map(Math.abs));
    expect(largest).toBeGreaterThan(0);
    gradient.forEach((value, k) => {
      expect(Math.abs(value - (theirs[i]?.[k] ?? NaN))).toBeLessThan(1e-4 * largest);
    });
  });
}

beforeAll(async () => {
  await startEngine('wasm');
});

describe('training kernels for WebAssembly', () => {
  for (const pad of ['same', 'valid'] as const)
    for (const taps of [1, 3, 4, 5])
      test(`a 1-D convolution of ${taps} taps, ${pad}, has the gradients of the plain backend`, () =>
        expectAgreement(
          (x, filter) => tf.sum(tf.square(tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 1, pad))),
          [3, 12, 5],
          [taps, 5, 4],
        ));

  test('a maximum over time sends its gradient to its position', () =>
    expectAgreement((x) => tf.sum(tf.square(tf.max(x, 1))), [4, 9, 3]));

  test('a sum over casts and times spreads its gradient evenly', () =>
    expectAgreement((x) => tf.sum(tf.square(tf.sum(x, [0, 1], true))), [4, 9, 3]));

  test('a sum over channels is left to the backend', () =>
    expectAgreement((x) => tf.sum(tf.square(tf.sum(x, [2], true))), [4, 9, 3]));

  test('equality other than with a maximum over time is left to the backend', async () => {
    await tf.setBackend('wasm');
    expect(Array.from(tf.equal([1, 2, 3], [1, 0, 3]).dataSync())).toEqual([1, 0, 1]);
  });

  test('a strided convolution is rejected with the name of the kernel', async () => {
    await tf.setBackend('wasm');
    const [x, filter] = [tf.tensor3d(noise([1, 8, 2]), [1, 8, 2]), tf.tensor3d(noise([3, 2, 2]), [3, 2, 2])];
    const strided = tf.grad((weights: tf.Tensor) => tf.sum(tf.conv1d(x, weights as tf.Tensor3D, 2, 'same')));
    expect(() => strided(filter)).toThrow('Conv2DBackpropFilter: only for 1-D convolutions of stride 1');
  });
});
