import {
  CNN_AUGMENT,
  augment,
  gaussian,
  uniform,
  type AugmentRanges,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { Beginning } from './live-axes.js';
import { beginningOf, liveInput, type LiveView } from './live-view.js';
import type { Lesson } from '../networks/network.js';
import { prefixOf } from './cast-prefix.js';

/** Share of the target spread over everything: keeps a net from being sure. */
const LABEL_SMOOTHING = 0.05;

/**
 * It learns from this share of casts cut short, to between these shares of their time. The rest is whole: beginnings that
 * are all but whole would only make it doubt that an unfinished cast is unfinished.
 */
const PREFIX_SHARE = 0.75;
const SHORTEST_PREFIX = 0.15;
const LONGEST_PREFIX = 0.87;
/** Stages of a cast that a net tells apart: each spell is a class at each. */
export const STAGES = 4;
/** Share of examples whose rotation rate is taken away, so that the nets also cope with phones that give none. */
const WITHOUT_TURNS = 0.15;
/** Beginnings vary more in time than whole casts: they may end anywhere. */
const LIVE_AUGMENT: AugmentRanges = { ...CNN_AUGMENT, warp: 0.2, ends: 0.12 };
/** How much faster or slower another hand may be: standard deviation of the logarithm of the time. */
const TEMPO = 0.15;

/** What a net learns from one cast. */
export interface LiveExample {
  readonly input: Float32Array;
  readonly spell: number;
  /** 0 to STAGES - 1; between two whole numbers it is a little of both. */
  readonly stage: number;
}

/** A cast, cut short and varied by chance. */
export function liveExample(
  { signal, label }: LabeledCast,
  view: LiveView,
  readsTurns: boolean,
  spells: readonly string[],
  random: Random,
): LiveExample {
  const share = random() < PREFIX_SHARE ? uniform(SHORTEST_PREFIX, LONGEST_PREFIX, random) : 1;
  const beginning = beginningOf(prefixOf(random() < WITHOUT_TURNS ? withoutTurns(signal) : signal, share));
  const turned = view.turn(beginning);
  const varied: Beginning = {
    ...augment(turned, LIVE_AUGMENT, random),
    seconds: turned.seconds * Math.exp(TEMPO * gaussian(random)),
  };
  const stage = ((share - SHORTEST_PREFIX) / (1 - SHORTEST_PREFIX)) * STAGES - 0.5;
  return {
    input: liveInput(varied, readsTurns),
    spell: spells.indexOf(label),
    stage: Math.min(STAGES - 1, Math.max(0, stage)),
  };
}

/** As a phone without a gyroscope would have recorded it. */
export function withoutTurns({ t, linear, gravity }: Signal): Signal {
  return { t, ...(linear && { linear }), ...(gravity && { gravity }) };
}

/** @param classes spells x STAGES: each spell's stages stand together */
export function liveLessonOf(examples: readonly LiveExample[], classes: number): Lesson {
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
