import { seeded, window2018, type Random } from '@wandcast/gesture';
import { train as optimizers } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { drawBatches } from '../networks/batch-sampling.js';
import { projectedRows } from '../features/random-projection.js';
import { ModelError } from '../artifact/model-error.js';
import { Network } from '../networks/network.js';
import { equalSteps } from '../progress/work.js';
import { closedSetPrediction, type FittedRecognizer, type Recognizer } from '../recognizer/recognizer.js';
import { SeededDropout } from '../networks/seeded-dropout.js';

const PART = 'answer';
/** Input window: steps of 50 ms x axes, 3 s sampled at 20 Hz. */
const WINDOW: [number, number] = [60, 3];
const BATCH = 32;
/** Time of a step on the reference machine, s. */
const STEP_SECONDS = 0.012;
const EPOCHS = 100;
const RATE = 1e-3;

/**
 * The network of the 2018 talk *Making Magic with Keras and Shiny* (Nick Strayer), unchanged, as a fair comparison.
 * Global max pooling discards the order of events, so it confuses a stroke with its reverse.
 */
export const cnn2018: Recognizer = {
  kind: 'cnn2018',

  work: ({ casts }, { effort }) => equalSteps('network', stepsOf(casts.length, effort), STEP_SECONDS),

  /** Trains on recorded casts only, as in 2018. */
  async fit({ casts }, spells, { seed, effort, onStep }) {
    const random = seeded(seed);
    const examples = casts.map(({ signal, label }) => ({ input: window2018(signal), spell: spells.indexOf(label) }));
    const net = Network.untrained(untrained(spells.length, seed, random), optimizers.rmsprop(RATE));
    const batches = drawBatches(examples, BATCH, random);
    try {
      for (let step = 0; step < stepsOf(casts.length, effort); step++) {
        const batch = batches.next().value;
        const inputs = Float32Array.from(batch.flatMap(({ input }) => Array.from(input)));
        const targets = new Float32Array(batch.length * spells.length);
        batch.forEach(({ spell }, i) => (targets[i * spells.length + spell] = 1));
        await onStep(await net.learn({ inputs, targets, casts: batch.length }, RATE));
      }
      return fittedRecognizer(net);
    } catch (error) {
      net.dispose();
      throw error;
    }
  },

  async restore(parts) {
    const part = parts.find(({ name }) => name === PART);
    if (part === undefined) throw new ModelError('damaged', `the model has no part "${PART}"`);
    return fittedRecognizer(await Network.restore(part));
  },
};

/** Number of training steps. The last batch of an epoch is full here; Keras uses a shorter one. */
function stepsOf(casts: number, effort: number): number {
  return Math.ceil(effort * EPOCHS * Math.ceil(casts / BATCH));
}

function untrained(spells: number, seed: number, random: Random): Sequential {
  const glorot = (n: number) => initializers.glorotUniform({ seed: seed * 100 + n });
  const net = sequential({ name: 'cnn2018' });
  net.add(
    layers.conv1d({
      name: 'conv',
      filters: 15,
      kernelSize: 10,
      activation: 'relu',
      kernelInitializer: glorot(1),
      inputShape: WINDOW,
    }),
  );
  net.add(layers.batchNormalization({ name: 'norm' }));
  net.add(layers.globalMaxPooling1d({ name: 'pool' }));
  net.add(new SeededDropout(0.4, random, 'dropout'));
  net.add(layers.dense({ name: 'spells', units: spells, activation: 'softmax', kernelInitializer: glorot(2) }));
  return net;
}

function fittedRecognizer(net: Network): FittedRecognizer {
  return {
    heldOut: undefined,
    predictRaw: (signals) => net.outputs(signals.map((signal) => window2018(signal))).map(closedSetPrediction),
    features: (signals) => projectedRows(net.hidden(signals.map((signal) => window2018(signal)))),
    save: async () => [await net.save(PART)],
    dispose() {
      net.dispose();
    },
  };
}
