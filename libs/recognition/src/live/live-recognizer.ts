import { seeded, type Random, type Signal } from '@wandcast/gesture';
import { train as optimizers } from '@tensorflow/tfjs-core';
import type { Part } from '../artifact/artifact.js';
import { drawBatches, drawByWeight } from '../networks/batch-sampling.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { STAGES, liveExample, liveLessonOf, withoutTurns } from './live-training-data.js';
import { untrainedLive } from './live-network.js';
import { LIVE_ROWS, beginningOf, channelsOf, levelView, liveInput, startView, type LiveView } from './live-view.js';
import { ModelError } from '../artifact/model-error.js';
import { Net } from '../networks/network.js';
import { oneCycle } from '../networks/one-cycle-schedule.js';
import type { FitOptions, Lessons } from '../recognizer/recognizer.js';

const BATCH = 32;
const PEAK_RATE = 4e-3;
/** Steps of each net; more for more casts, and as many as 1,000 casts may take 9 s for. */
const MANY_CASTS = 300;
const STEPS_OF_FEW = 140;
const STEPS_OF_MANY = 300;

/** Names casts while the hand still moves. */
export interface LiveNet {
  /** Of casts so far: a row a signal, a column a spell, each row sums to 1. */
  probabilities(signals: readonly Signal[]): number[][];
  save(): Promise<Part[]>;
  /** Frees what garbage collection does not. */
  dispose(): void;
}

/** How long {@link fitLive} will take, in the steps that it reports. */
export function liveSteps(lessons: Lessons, effort: number): number {
  return views.length * stepsOfNet(lessons, effort);
}

/**
 * Learns to name casts from their beginnings. How much of a cast is over is not known while it lasts, and a whole "I" is
 * half an "L": so a net is told the seconds that have passed, and learns to name the spell and its stage at once; the
 * stages are summed up when it is asked. Two nets with different views of the phone's axes are asked for their mean.
 */
export async function fitLive(
  lessons: Lessons,
  spells: readonly string[],
  options: Pick<FitOptions, 'seed' | 'effort' | 'onStep'>,
): Promise<LiveNet> {
  const nets = new Map<LiveView, Net>();
  const random = seeded(options.seed);
  try {
    for (const view of views) nets.set(view, await fitNet(view, lessons, spells, options, random));
    return liveNet(nets, spells.length);
  } catch (error) {
    for (const net of nets.values()) net.dispose();
    throw error;
  }
}

/** @returns undefined where the model has no half for casts in progress  @throws ModelError where that half is damaged */
export async function restoreLive(parts: readonly Part[], spells: readonly string[]): Promise<LiveNet | undefined> {
  const nets = new Map<LiveView, Net>();
  try {
    for (const view of views) {
      const part = parts.find(({ name }) => name === view.name);
      if (part !== undefined) nets.set(view, checked(await Net.restore(part), spells.length));
    }
    if (nets.size === 0) return undefined;
    if (nets.size < views.length)
      throw new ModelError('damaged', 'the model has one of two nets for casts in progress');
    return liveNet(nets, spells.length);
  } catch (error) {
    for (const net of nets.values()) net.dispose();
    throw error;
  }
}

function checked(net: Net, spells: number): Net {
  const [answer] = net.outputs([new Float32Array(net.inputSize)]);
  if (answer?.length === spells * STAGES) return net;
  net.dispose();
  throw new ModelError('damaged', 'a net for casts in progress does not name the spells of the model');
}

const views = [levelView, startView];

function stepsOfNet({ casts }: Lessons, effort: number): number {
  return Math.ceil(effort * (casts.length > MANY_CASTS ? STEPS_OF_MANY : STEPS_OF_FEW));
}

async function fitNet(
  view: LiveView,
  lessons: Lessons,
  spells: readonly string[],
  { seed, effort, onStep }: Pick<FitOptions, 'seed' | 'effort' | 'onStep'>,
  random: Random,
): Promise<Net> {
  const batches = batchesOf(lessons, random);
  const readsTurns = [...lessons.casts, ...lessons.likely].some(({ signal }) => signal.rotation !== undefined);
  const classes = spells.length * STAGES;
  const own = 2 * seed + views.indexOf(view);
  const net = Net.untrained(untrainedLive(readsTurns, classes, own, random), optimizers.adam(PEAK_RATE));
  const steps = stepsOfNet(lessons, effort);
  try {
    for (let step = 0; step < steps; step++) {
      const examples = batches.next().value.map((cast) => liveExample(cast, view, readsTurns, spells, random));
      await onStep(await net.learn(liveLessonOf(examples, classes), oneCycle(step / steps, PEAK_RATE)));
    }
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
}

function batchesOf({ casts, likely }: Lessons, random: Random): Generator<readonly LabeledCast[], never> {
  if (likely.length === 0) return drawBatches(casts, BATCH, random);
  const all = [...casts.map((cast) => ({ ...cast, weight: 1 })), ...likely];
  return drawByWeight(all, ({ weight }) => weight, BATCH, random);
}

function liveNet(nets: ReadonlyMap<LiveView, Net>, spells: number): LiveNet {
  return {
    probabilities(signals) {
      const rows = signals.map(() => new Array<number>(spells).fill(0));
      for (const [view, net] of nets) {
        // Turns that a net has not learnt from would only mislead it.
        const readsTurns = net.inputSize === LIVE_ROWS * channelsOf(true);
        const inputs = signals.map((signal) =>
          liveInput(view.turn(beginningOf(readsTurns ? signal : withoutTurns(signal))), readsTurns),
        );
        net.outputs(inputs).forEach((byStage, i) => {
          const row = rows[i] ?? [];
          byStage.forEach((probability, place) => {
            const spell = Math.floor(place / STAGES);
            row[spell] = (row[spell] ?? 0) + probability / nets.size;
          });
        });
      }
      return rows;
    },
    save: () => Promise.all([...nets].map(([{ name }, net]) => net.save(name, { half: true }))),
    dispose() {
      for (const net of nets.values()) net.dispose();
    },
  };
}
