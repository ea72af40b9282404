import {
  CNN_AUGMENT,
  augment,
  gaussian,
  uniform,
  withoutRotation,
  type AugmentRanges,
  type Random,
} from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { PartialMovement } from './live-axes.js';
import { liveInput } from './live-input.js';
import { partialMovementOf, type LiveView } from './live-view.js';
import { LABEL_SMOOTHING } from '../networks/label-smoothing.js';
import type { TrainingBatch } from '../networks/network.js';
import { castPrefix } from './cast-prefix.js';

/**
 * Share of training casts that are cut, and the range of the shares kept. The others stay whole: nearly complete
 * prefixes would only blur the last stage.
 */
const PREFIX_SHARE = 0.75;
const SHORTEST_PREFIX = 0.15;
const LONGEST_PREFIX = 0.87;
/** Stages of a cast that a network distinguishes: each spell has one class per stage. */
export const STAGES = 4;
/** Share of examples without rotation rate, so that the networks also handle phones without a gyroscope. */
const WITHOUT_ROTATION = 0.15;
/** Prefixes vary more in time than whole casts, because they may end anywhere. */
const LIVE_AUGMENT: AugmentRanges = { ...CNN_AUGMENT, warp: 0.2, ends: 0.12 };
/** Variation of speed between people: standard deviation of the logarithm of the duration. */
const TEMPO = 0.15;

/** One training example of a live network. */
interface LiveExample {
  readonly input: Float32Array;
  readonly spell: number;
  /** 0 to STAGES - 1; a fraction is split between the two neighboring stages. */
  readonly stage: number;
}

/** A randomly cut and augmented copy of a cast. */
export function liveExample(
  { signal, label }: LabeledCast,
  view: LiveView,
  readsRotation: boolean,
  spells: readonly string[],
  random: Random,
): LiveExample {
  const share = random() < PREFIX_SHARE ? uniform(SHORTEST_PREFIX, LONGEST_PREFIX, random) : 1;
  const partial = partialMovementOf(castPrefix(random() < WITHOUT_ROTATION ? withoutRotation(signal) : signal, share));
  const turned = view.align(partial);
  const varied: PartialMovement = {
    ...turned,
    ...augment(turned, LIVE_AUGMENT, random),
    seconds: turned.seconds * Math.exp(TEMPO * gaussian(random)),
  };
  const stage = ((share - SHORTEST_PREFIX) / (1 - SHORTEST_PREFIX)) * STAGES - 0.5;
  return {
    input: liveInput(varied, readsRotation),
    spell: spells.indexOf(label),
    stage: Math.min(STAGES - 1, Math.max(0, stage)),
  };
}

/**
 * Packs examples into a batch.
 * @param classes spells x STAGES; the stages of a spell are adjacent
 */
export function liveBatchOf(examples: readonly LiveExample[], classes: number): TrainingBatch {
  const size = examples[0]?.input.length ?? 0;
  const inputs = new Float32Array(examples.length * size);
  const targets = new Float32Array(examples.length * classes).fill(LABEL_SMOOTHING / classes);
  examples.forEach(({ input, spell, stage }, i) => {
    inputs.set(input, i * size);
    const below = Math.min(STAGES - 2, Math.floor(stage));
    const at = i * classes + spell * STAGES + below;
    targets[at] = (targets[at] ?? 0) + (1 - LABEL_SMOOTHING) * (1 - (stage - below));
    targets[at + 1] = (targets[at + 1] ?? 0) + (1 - LABEL_SMOOTHING) * (stage - below);
  });
  return { inputs, targets, casts: examples.length };
}
