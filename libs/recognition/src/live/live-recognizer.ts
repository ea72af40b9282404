import { seeded, type Random, type Signal } from '@wandcast/gesture';
import { train as optimizers } from '@tensorflow/tfjs-core';
import type { Part } from '../artifact/artifact.js';
import { drawBatches, drawByWeight } from '../networks/batch-sampling.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { STAGES, liveExample, liveBatchOf } from './live-training-data.js';
import { untrainedLiveNetwork } from './live-network.js';
import { LIVE_ROWS, channelsOf } from './live-input.js';
import { levelView, seenMovement, startView, type LiveView, type SeenMovement } from './live-view.js';
import { ModelError } from '../artifact/model-error.js';
import { Network } from '../networks/network.js';
import { oneCycle } from '../networks/one-cycle-schedule.js';
import { equalSteps, type WorkStep } from '../progress/work.js';
import { castsOfGlyphs, type FitOptions, type TrainingData } from '../recognizer/recognizer.js';

const BATCH = 32;
/** Time of a step on the reference machine, s. */
const STEP_SECONDS = 0.04;
const PEAK_RATE = 4e-3;
/** Training steps per network; more for larger sets, limited by 9 s for 1,000 casts. */
const MANY_CASTS = 300;
const STEPS_FOR_FEW = 140;
const STEPS_FOR_MANY = 300;

/** Recognizes casts in progress. */
export interface LiveRecognizer {
  /** Probabilities of partial casts: one row per signal, one column per spell; rows sum to 1. */
  probabilities(signals: readonly Signal[]): number[][];
  save(): Promise<Part[]>;
  /** Frees tensors. */
  dispose(): void;
}

/** The steps that {@link fitLive} will report. */
export function liveWork(data: TrainingData, effort: number): WorkStep[] {
  return equalSteps('live', views.length * stepsOfNet(data, effort), STEP_SECONDS);
}

/**
 * Trains on beginnings of casts. The share seen so far is unknown during a cast, and a complete "I" is half an "L": so
 * each network reads the elapsed time and predicts spell and stage together; stages are summed at prediction. The
 * result averages two networks that see the phone's axes differently.
 */
export async function fitLive(
  data: TrainingData,
  spells: readonly string[],
  options: Pick<FitOptions, 'seed' | 'effort' | 'onStep'>,
): Promise<LiveRecognizer> {
  const nets = new Map<LiveView, Network>();
  const random = seeded(options.seed);
  try {
    for (const view of views) nets.set(view, await fitNet(view, data, spells, options, random));
    return liveRecognizerOf(nets, spells.length);
  } catch (error) {
    for (const net of nets.values()) net.dispose();
    throw error;
  }
}

/**
 * Restores the networks for casts in progress.
 * @returns undefined if the model has none
 * @throws ModelError `damaged`
 */
export async function restoreLive(
  parts: readonly Part[],
  spells: readonly string[],
): Promise<LiveRecognizer | undefined> {
  const nets = new Map<LiveView, Network>();
  try {
    for (const view of views) {
      const part = parts.find(({ name }) => name === view.name);
      if (part !== undefined) nets.set(view, checked(await Network.restore(part), spells.length));
    }
    if (nets.size === 0) return undefined;
    if (nets.size < views.length)
      throw new ModelError('damaged', 'the model has only one of two networks for casts in progress');
    return liveRecognizerOf(nets, spells.length);
  } catch (error) {
    for (const net of nets.values()) net.dispose();
    throw error;
  }
}

function checked(net: Network, spells: number): Network {
  const [answer] = net.outputs([new Float32Array(net.inputSize)]);
  if (answer?.length === spells * STAGES) return net;
  net.dispose();
  throw new ModelError('damaged', 'a network for casts in progress has the wrong number of outputs');
}

const views = [levelView, startView];

function stepsOfNet({ casts }: TrainingData, effort: number): number {
  return Math.ceil(effort * (casts.length > MANY_CASTS ? STEPS_FOR_MANY : STEPS_FOR_FEW));
}

async function fitNet(
  view: LiveView,
  data: TrainingData,
  spells: readonly string[],
  { seed, effort, onStep }: Pick<FitOptions, 'seed' | 'effort' | 'onStep'>,
  random: Random,
): Promise<Network> {
  const batches = batchesOf(data, random);
  const readsRotation = [...data.casts, ...data.weaklyLabeled].some(({ signal }) => signal.rotation !== undefined);
  const classes = spells.length * STAGES;
  const netSeed = 2 * seed + views.indexOf(view);
  const net = Network.untrained(
    untrainedLiveNetwork(readsRotation, classes, netSeed, random),
    optimizers.adam(PEAK_RATE),
  );
  const steps = stepsOfNet(data, effort);
  try {
    for (let step = 0; step < steps; step++) {
      const examples = batches.next().value.map((cast) => liveExample(cast, view, readsRotation, spells, random));
      await onStep(await net.learn(liveBatchOf(examples, classes), oneCycle(step / steps, PEAK_RATE)));
    }
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
}

function batchesOf({ casts, weaklyLabeled }: TrainingData, random: Random): Generator<readonly LabeledCast[], never> {
  if (weaklyLabeled.length === 0) return drawBatches(casts, BATCH, random);
  const all = [...casts.map((cast) => ({ ...cast, weight: 1 })), ...castsOfGlyphs(weaklyLabeled)];
  return drawByWeight(all, ({ weight }) => weight, BATCH, random);
}

/** @throws ModelError `damaged` */
function liveRecognizerOf(nets: ReadonlyMap<LiveView, Network>, spells: number): LiveRecognizer {
  const readers = Array.from(nets, ([view, net]) => ({
    view,
    readsRotation: net.inputSize === LIVE_ROWS * channelsOf(true),
    net: net.compiled(),
  }));
  return {
    probabilities(signals) {
      const rows = signals.map(() => new Array<number>(spells).fill(0));
      let [withTurns, withoutTurns]: (readonly SeenMovement[] | undefined)[] = [];
      for (const { view, readsRotation, net } of readers) {
        const seen = readsRotation
          ? (withTurns ??= seenMovements(signals, true))
          : (withoutTurns ??= seenMovements(signals, false));
        const outputs = net.outputs(seen.map(view.inputOf));
        for (const [i, byStage] of outputs.entries()) addStages(byStage, 1 / readers.length, rows[i] ?? []);
      }
      return rows;
    },
    save: () => Promise.all([...nets].map(([{ name }, net]) => net.save(name, { half: true }))),
    dispose() {
      for (const net of nets.values()) net.dispose();
    },
  };
}

function seenMovements(signals: readonly Signal[], readsRotation: boolean): SeenMovement[] {
  const seen: SeenMovement[] = [];
  for (const signal of signals) seen.push(seenMovement(signal, readsRotation));
  return seen;
}

/** Adds the probabilities of all stages of each spell, times `share`. */
function addStages(byStage: readonly number[], share: number, row: number[]): void {
  for (let spell = 0; spell < row.length; spell++) {
    let sum = 0;
    for (let i = spell * STAGES; i < (spell + 1) * STAGES; i++) sum += byStage[i] ?? 0;
    row[spell] = (row[spell] ?? 0) + sum * share;
  }
}
