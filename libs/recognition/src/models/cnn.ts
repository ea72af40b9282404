import {
  CNN_AUGMENT,
  STEPS,
  augment,
  leveled,
  movementOf,
  seeded,
  type Movement,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import { train as optimizers } from '@tensorflow/tfjs-core';
import type { Part } from '../artifact/artifact.js';
import { blocksOf } from '../features/movement-features.js';
import { projectedRows } from '../features/random-projection.js';
import { BLOCKS_WITHOUT_ROTATION, BLOCKS_WITH_ROTATION, inputOf, untrainedCnn } from './cnn-network.js';
import { drawBatches, drawByWeight } from '../networks/batch-sampling.js';
import { ModelError } from '../artifact/model-error.js';
import { Network, batchOf } from '../networks/network.js';
import { equalSteps } from '../progress/work.js';
import { oneCycle } from '../networks/one-cycle-schedule.js';
import {
  closedSetPrediction,
  type FitOptions,
  type FittedRecognizer,
  type TrainingData,
  type Recognizer,
  type RawPrediction,
} from '../recognizer/recognizer.js';

const BATCH = 32;
/** Time of a step on the reference machine, s. */
const NETWORK_STEP_SECONDS = 0.024;
const PEAK_RATE = 3e-3;
/** Share of examples without rotation rate, so that the network also handles phones without a gyroscope. */
const WITHOUT_ROTATION = 0.2;

/** Training steps; doubled for sets larger than MANY_CASTS. */
const MANY_CASTS = 300;
const STEPS_OF_FEW = 200;

/** One network of the model: its part name in stored artifacts, and whether it reads leveled movements. */
interface View {
  readonly name: string;
  readonly level: boolean;
}

const levelView: View = { name: 'answer', level: true };
/** A second network for simulated people, who hold their phones at every pitch; the mean of both beats either. */
const heldView: View = { name: 'answer-held', level: false };

/**
 * A small 1-D convolutional network over 64 steps of acceleration, velocity and position, plus rotation if all phones
 * provide it. It keeps the order of events (no global pooling) and trains on augmented copies. 28,000 parameters.
 */
export const cnn: Recognizer = {
  kind: 'cnn',

  work: (data, options) => equalSteps('network', viewsFor(data).length * stepsOf(data, options), NETWORK_STEP_SECONDS),

  async fit(data, spells, options) {
    const random = seeded(options.seed);
    const nets = new Map<View, Network>();
    try {
      for (const view of viewsFor(data)) nets.set(view, await fitNet(data, view, spells, options, random));
      return fittedRecognizer(nets);
    } catch (error) {
      for (const net of nets.values()) net.dispose();
      throw error;
    }
  },

  async restore(parts) {
    const nets = new Map<View, Network>();
    for (const view of [levelView, heldView]) {
      const part = parts.find(({ name }) => name === view.name);
      if (part !== undefined) nets.set(view, await Network.restore(part));
    }
    if (!nets.has(levelView)) throw new ModelError('damaged', `the model has no part "${levelView.name}"`);
    return fittedRecognizer(nets);
  },
};

function viewsFor({ weaklyLabeled }: TrainingData): View[] {
  return weaklyLabeled.length > 0 ? [levelView, heldView] : [levelView];
}

function stepsOf(
  { casts, weaklyLabeled }: TrainingData,
  { purpose, effort }: Pick<FitOptions, 'purpose' | 'effort'>,
): number {
  const isLong = purpose === 'serve' && casts.length + weaklyLabeled.length > MANY_CASTS;
  return Math.ceil(effort * (isLong ? 2 * STEPS_OF_FEW : STEPS_OF_FEW));
}

interface Example {
  readonly movement: Movement;
  readonly spell: number;
  readonly weight: number;
}

/** Leveled before augmentation, so the network learns the pitch error that leveling leaves. */
function viewedMovement(signal: Signal, { level }: View): Movement {
  const movement = movementOf(signal);
  return level ? leveled(movement) : movement;
}

async function fitNet(
  data: TrainingData,
  view: View,
  spells: readonly string[],
  options: FitOptions,
  random: Random,
): Promise<Network> {
  const { seed, onStep, probe } = options;
  const casts = [...data.casts.map((cast) => ({ ...cast, weight: 1 })), ...data.weaklyLabeled];
  const blocks = casts.every(({ signal }) => signal.rotation !== undefined)
    ? BLOCKS_WITH_ROTATION
    : BLOCKS_WITHOUT_ROTATION;
  const examples = casts.map(({ signal, label, weight }): Example => ({
    movement: viewedMovement(signal, view),
    spell: spells.indexOf(label),
    weight,
  }));
  const net = Network.untrained(untrainedCnn(blocks, spells.length, seed, random), optimizers.adam(PEAK_RATE));
  const batches =
    data.weaklyLabeled.length === 0
      ? drawBatches(examples, BATCH, random)
      : drawByWeight(examples, ({ weight }) => weight, BATCH, random);
  const steps = stepsOf(data, options);
  try {
    for (let step = 0; step < steps; step++) {
      const batch = batches.next().value.map(({ movement, spell }) => {
        const varied = augment(movement, CNN_AUGMENT, random);
        const copy = random() < WITHOUT_ROTATION ? { ...varied, rotation: undefined } : varied;
        return { input: inputOf(blocksOf(copy), blocks), spell };
      });
      await onStep(await net.learn(batchOf(batch, spells.length), oneCycle(step / steps, PEAK_RATE)));
      if (probe !== undefined && step % probe.every === probe.every - 1)
        probe.inspect(fittedRecognizer(new Map([[view, net]])));
    }
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
}

function fittedRecognizer(nets: ReadonlyMap<View, Network>): FittedRecognizer {
  return {
    heldOut: undefined,
    predictRaw(signals) {
      const answers = [...nets].map(([view, net]) =>
        net.outputs(signals.map((signal) => inputOf(blocksOf(viewedMovement(signal, view)), blocksOfNet(net)))),
      );
      return signals.map((_, i) => meanPrediction(answers.map((rows) => rows[i] ?? [])));
    },
    features(signals) {
      const [[view, net] = []] = nets;
      if (view === undefined || net === undefined) return [];
      const inputs = signals.map((signal) => inputOf(blocksOf(viewedMovement(signal, view)), blocksOfNet(net)));
      return projectedRows(net.hidden(inputs));
    },
    save: () => Promise.all([...nets].map(([{ name }, net]): Promise<Part> => net.save(name))),
    dispose() {
      for (const net of nets.values()) net.dispose();
    },
  };
}

/** Blocks per input: a network reads 3 channels of STEPS steps per block. */
function blocksOfNet(net: Network): number {
  return net.inputSize / (3 * STEPS);
}

function meanPrediction(rows: readonly (readonly number[])[]): RawPrediction {
  const [first = []] = rows;
  return closedSetPrediction(
    first.map((_, spell) => rows.reduce((sum, row) => sum + (row[spell] ?? 0), 0) / rows.length),
  );
}
