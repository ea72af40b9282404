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
import { MOVED, MOVED_AND_TURNED, inputOf, untrainedCnn } from './cnn-network.js';
import { drawBatches, drawByWeight } from '../networks/batch-sampling.js';
import { ModelError } from '../artifact/model-error.js';
import { Net, lessonOf } from '../networks/network.js';
import { oneCycle } from '../networks/one-cycle-schedule.js';
import {
  unquestioned,
  type FitOptions,
  type Fitted,
  type Lessons,
  type Recognizer,
  type Verdict,
} from '../recognizer/recognizer.js';

const BATCH = 32;
const PEAK_RATE = 3e-3;
/** Share of examples without rotation rate, so that the network also handles phones without a gyroscope. */
const WITHOUT_TURNS = 0.2;

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

  steps: (lessons, options) => viewsFor(lessons).length * stepsOf(lessons, options),

  async fit(lessons, spells, options) {
    const random = seeded(options.seed);
    const nets = new Map<View, Net>();
    try {
      for (const view of viewsFor(lessons)) nets.set(view, await fitNet(lessons, view, spells, options, random));
      return fitted(nets);
    } catch (error) {
      for (const net of nets.values()) net.dispose();
      throw error;
    }
  },

  async restore(parts) {
    const nets = new Map<View, Net>();
    for (const view of [levelView, heldView]) {
      const part = parts.find(({ name }) => name === view.name);
      if (part !== undefined) nets.set(view, await Net.restore(part));
    }
    if (!nets.has(levelView)) throw new ModelError('damaged', `the model has no part "${levelView.name}"`);
    return fitted(nets);
  },
};

function viewsFor({ likely }: Lessons): View[] {
  return likely.length > 0 ? [levelView, heldView] : [levelView];
}

function stepsOf({ casts, likely }: Lessons, { purpose, effort }: Pick<FitOptions, 'purpose' | 'effort'>): number {
  const isLong = purpose === 'serve' && casts.length + likely.length > MANY_CASTS;
  return Math.ceil(effort * (isLong ? 2 * STEPS_OF_FEW : STEPS_OF_FEW));
}

interface Example {
  readonly movement: Movement;
  readonly spell: number;
  readonly weight: number;
}

/** Leveled before augmentation, so the network learns the pitch error that leveling leaves. */
function seen(signal: Signal, { level }: View): Movement {
  const movement = movementOf(signal);
  return level ? leveled(movement) : movement;
}

async function fitNet(
  lessons: Lessons,
  view: View,
  spells: readonly string[],
  options: FitOptions,
  random: Random,
): Promise<Net> {
  const { seed, onStep, probe } = options;
  const casts = [...lessons.casts.map((cast) => ({ ...cast, weight: 1 })), ...lessons.likely];
  const blocks = casts.every(({ signal }) => signal.rotation !== undefined) ? MOVED_AND_TURNED : MOVED;
  const examples = casts.map(({ signal, label, weight }): Example => ({
    movement: seen(signal, view),
    spell: spells.indexOf(label),
    weight,
  }));
  const net = Net.untrained(untrainedCnn(blocks, spells.length, seed, random), optimizers.adam(PEAK_RATE));
  const batches =
    lessons.likely.length === 0
      ? drawBatches(examples, BATCH, random)
      : drawByWeight(examples, ({ weight }) => weight, BATCH, random);
  const steps = stepsOf(lessons, options);
  try {
    for (let step = 0; step < steps; step++) {
      const lesson = batches.next().value.map(({ movement, spell }) => {
        const varied = augment(movement, CNN_AUGMENT, random);
        const copy = random() < WITHOUT_TURNS ? { ...varied, rotation: undefined } : varied;
        return { input: inputOf(blocksOf(copy), blocks), spell };
      });
      await onStep(await net.learn(lessonOf(lesson, spells.length), oneCycle(step / steps, PEAK_RATE)));
      if (probe !== undefined && step % probe.every === probe.every - 1) probe.ask(fitted(new Map([[view, net]])));
    }
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
}

function fitted(nets: ReadonlyMap<View, Net>): Fitted {
  return {
    heldOut: undefined,
    verdicts(signals) {
      const answers = [...nets].map(([view, net]) =>
        net.outputs(signals.map((signal) => inputOf(blocksOf(seen(signal, view)), blocksOfNet(net)))),
      );
      return signals.map((_, i) => meanOf(answers.map((rows) => rows[i] ?? [])));
    },
    save: () => Promise.all([...nets].map(([{ name }, net]): Promise<Part> => net.save(name))),
    dispose() {
      for (const net of nets.values()) net.dispose();
    },
  };
}

/** Blocks per input: a network reads 3 channels of STEPS steps per block. */
function blocksOfNet(net: Net): number {
  return net.inputSize / (3 * STEPS);
}

function meanOf(rows: readonly (readonly number[])[]): Verdict {
  const [first = []] = rows;
  return unquestioned(first.map((_, spell) => rows.reduce((sum, row) => sum + (row[spell] ?? 0), 0) / rows.length));
}
