import {
  CNN_AUGMENT,
  augment,
  pitchAlign,
  prepare,
  seeded,
  uniform,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import { train as optimizers } from '@tensorflow/tfjs-core';
import type { Part } from './artefact.js';
import { INPUT_SIZE, inputOf, untrainedCnn } from './cnn-network.js';
import { drawBatches } from './draw-batches.js';
import type { LabelledCast } from './labelled-cast.js';
import { ModelError } from './model-error.js';
import { Net, type Lesson } from './net.js';
import { oneCycle } from './one-cycle.js';
import { prefixOf } from './prefix.js';
import type { FitOptions, Fitted, Recogniser } from './recogniser.js';

const BATCH = 32;
const PEAK_RATE = 3e-3;
/** Share of the target spread over all spells: keeps the net from being sure. */
const LABEL_SMOOTHING = 0.05;

/** The live half learns from this share of casts cut short, the shortest to this share of their time. */
const PREFIX_SHARE = 0.7;
const SHORTEST_PREFIX = 0.15;

/** Training steps: twice as many past this many casts, as there is more to learn. */
const MANY_CASTS = 300;

/** One net of the model: what it is called in the artefact and how it sees a cast. */
interface View {
  readonly name: string;
  /** Turned about x until the phone's pitch no longer shows. */
  readonly aligned: boolean;
}

const aligned: View = { name: 'answer', aligned: true };
/** Simulated people hold their phones at every pitch, so a second net may learn it; their mean is better than either. */
const held: View = { name: 'answer-held', aligned: false };
const live: View = { name: 'live', aligned: true };

/**
 * A small 1-D convolutional network over 64 steps of acceleration, velocity and position that keeps the order of events
 * (no global pooling), trained on varied copies of the casts. 27,000 parameters. A second such net, trained on casts cut
 * short, answers while the hand still moves.
 */
export const cnn: Recogniser = {
  kind: 'cnn',

  steps(casts, plan) {
    const answers = answerViews(plan.simulated).length * answerSteps(casts, plan);
    return answers + (plan.live ? liveSteps(casts, plan) : 0);
  },

  async fit(casts, spells, options) {
    const random = seeded(options.seed);
    const nets = new Map<string, Net>();
    try {
      for (const view of answerViews(options.simulated)) {
        const examples = casts.map((cast) => example(cast, spells, seen(cast.signal, view)));
        const steps = answerSteps(casts.length, options);
        nets.set(view.name, await fitNet(examples, ({ whole }) => whole, spells.length, steps, options, random));
      }
      if (options.live) {
        const examples = casts.map((cast) => example(cast, spells, seen(cast.signal, live)));
        const steps = liveSteps(casts.length, options);
        nets.set(live.name, await fitNet(examples, cutShort(random), spells.length, steps, options, random));
      }
      return fitted(nets);
    } catch (error) {
      for (const net of nets.values()) net.dispose();
      throw error;
    }
  },

  async restore(parts) {
    return fitted(await restoreNets(parts));
  },
};

function answerViews(simulated: boolean): View[] {
  return simulated ? [aligned, held] : [aligned];
}

type Plan = Pick<FitOptions, 'purpose' | 'simulated' | 'effort'>;

function answerSteps(casts: number, { purpose, simulated, effort }: Plan): number {
  const quick = simulated ? 250 : 200;
  const isLong = purpose === 'serve' && (simulated || casts > MANY_CASTS);
  return Math.ceil(effort * (isLong ? 2 * quick : quick));
}

function liveSteps(casts: number, { effort }: Plan): number {
  return Math.ceil(effort * (casts > MANY_CASTS ? 500 : 300));
}

/** A cast to learn from: as recorded, and prepared whole. */
interface Example {
  readonly signal: Signal;
  readonly whole: Float32Array;
  readonly spell: number;
}

function example({ signal, label }: LabelledCast, spells: readonly string[], whole: Float32Array): Example {
  return { signal, whole, spell: spells.indexOf(label) };
}

function seen(signal: Signal, view: View): Float32Array {
  const prepared = prepare(signal);
  return view.aligned ? pitchAlign(prepared) : prepared;
}

function cutShort(random: Random): (example: Example) => Float32Array {
  return ({ signal, whole }) =>
    random() < PREFIX_SHARE ? seen(prefixOf(signal, uniform(SHORTEST_PREFIX, 1, random)), live) : whole;
}

async function fitNet(
  examples: readonly Example[],
  pick: (example: Example) => Float32Array,
  spells: number,
  steps: number,
  { seed, onStep }: FitOptions,
  random: Random,
): Promise<Net> {
  const net = Net.untrained(untrainedCnn(spells, seed, random), optimizers.adam(PEAK_RATE));
  const batches = drawBatches(examples, BATCH, random);
  try {
    for (let step = 0; step < steps; step++) {
      const varied = batches.next().value.map((one) => ({
        input: inputOf(augment(pick(one), CNN_AUGMENT, random)),
        spell: one.spell,
      }));
      await onStep(await net.learn(lessonOf(varied, spells), oneCycle(step / steps, PEAK_RATE)));
    }
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
}

function lessonOf(examples: readonly { input: Float32Array; spell: number }[], spells: number): Lesson {
  const inputs = new Float32Array(examples.length * INPUT_SIZE);
  const targets = new Float32Array(examples.length * spells).fill(LABEL_SMOOTHING / spells);
  examples.forEach(({ input, spell }, i) => {
    inputs.set(input, i * INPUT_SIZE);
    targets[i * spells + spell] = 1 - LABEL_SMOOTHING + LABEL_SMOOTHING / spells;
  });
  return { inputs, targets, casts: examples.length };
}

function fitted(nets: ReadonlyMap<string, Net>): Fitted {
  const answers = [aligned, held].flatMap((view) => {
    const net = nets.get(view.name);
    return net === undefined ? [] : [{ view, net }];
  });
  const ask = (net: Net, view: View, signals: readonly Signal[]): number[][] =>
    net.probabilities(signals.map((signal) => inputOf(seen(signal, view))));
  const probabilities = (signals: readonly Signal[]): number[][] =>
    meanOf(answers.map(({ net, view }) => ask(net, view, signals)));
  const liveNet = nets.get(live.name);
  return {
    probabilities,
    liveProbabilities: liveNet === undefined ? probabilities : (signals) => ask(liveNet, live, signals),
    save: () => Promise.all([...nets].map(([name, net]) => net.save(name))),
    dispose() {
      for (const net of nets.values()) net.dispose();
    },
  };
}

function meanOf(answers: readonly number[][][]): number[][] {
  const [first = []] = answers;
  return first.map((row, i) =>
    row.map((_, spell) => answers.reduce((sum, rows) => sum + (rows[i]?.[spell] ?? 0), 0) / answers.length),
  );
}

async function restoreNets(parts: readonly Part[]): Promise<Map<string, Net>> {
  const nets = new Map<string, Net>();
  for (const part of parts) nets.set(part.name, await Net.restore(part));
  if (!nets.has(aligned.name)) throw new ModelError('damaged', `the model has no part "${aligned.name}"`);
  return nets;
}
