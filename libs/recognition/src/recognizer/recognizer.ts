import type { Signal } from '@wandcast/gesture';
import type { ModelKind, Part } from '../artifact/artifact.js';
import type { LabeledCast } from './labeled-cast.js';

/**
 * One way to recognize casts. All that differs between them is here; folds, calibration, metrics, artifacts and workers
 * know only this. Numbers go in and come out: what a recognizer computes with stays inside.
 */
export interface Recognizer {
  readonly kind: ModelKind;
  /** How long `fit` will take, in the same steps that it reports. */
  steps(lessons: Lessons, options: Omit<FitOptions, 'seed' | 'onStep'>): number;
  fit(lessons: Lessons, spells: readonly string[], options: FitOptions): Promise<Fitted>;
  /** What `save` gave. @throws ModelError */
  restore(parts: readonly Part[], spells: readonly string[]): Promise<Fitted>;
}

/** Casts to learn from. */
export interface Lessons {
  /** A human's word each. */
  readonly casts: readonly LabeledCast[];
  /** Casts whose label is only likely: simulated from a glyph, or named by a model. They count less than a human's word. */
  readonly likely: readonly LikelyCast[];
}

/** A cast whose label is only likely. */
export interface LikelyCast extends LabeledCast {
  /** Drawn by the simulator from a glyph, or a person's cast that a model named. */
  readonly origin: 'simulated' | 'named';
  /** How much it counts beside a human's word, which counts 1. */
  readonly weight: number;
}

export interface FitOptions {
  readonly seed: number;
  /** `measure` may be quicker: it is thrown away after it was asked about the people it has not met. */
  readonly purpose: 'measure' | 'serve';
  /** Share of the usual steps. */
  readonly effort: number;
  /** Called between steps with the loss so far, where there is one; throws to stop. */
  readonly onStep: (loss?: number) => Promise<void> | void;
  /** For those in closed form, with people enough: how well it does with ever more of the casts. */
  readonly onGrown?: (points: readonly Grown[]) => void;
  /** For those that learn step by step: is shown the half-learnt recognizer every `every` steps, to be asked. */
  readonly probe?: { readonly every: number; readonly ask: (halfLearnt: Pick<Fitted, 'verdicts'>) => void };
}

/** How a head does that learnt from some of the casts; shares are 0..1. */
export interface Grown {
  readonly casts: number;
  /** Named right of those casts. */
  readonly learnt: number;
  /** The same, of each person by the head they had not taught. */
  readonly heldOut: number;
}

/** What is made of a cast, before calibration. */
export interface Verdict {
  /** One a spell; sums to 1. */
  readonly probabilities: readonly number[];
  /** Of each spell: the logarithm of what the odds that a cast named so is that spell, and no stranger, are multiplied with. */
  readonly evidence: readonly number[];
}

/** The verdict of a recognizer that takes every cast for a spell. */
export function unquestioned(probabilities: readonly number[]): Verdict {
  return { probabilities, evidence: probabilities.map(() => 0) };
}

/** What a fit says of its own lessons as if it had not learnt from them, nor from anything else of the same person. */
export interface HeldOut {
  /** Of each of the lessons' casts, in their order; undefined where it cannot say. */
  readonly casts: readonly (Verdict | undefined)[];
  /** Of movements that are no spell, made from those casts. */
  readonly strangers: readonly Verdict[];
}

/** A trained recognizer in memory. */
export interface Fitted {
  /** Of whole casts, one a signal. */
  verdicts(signals: readonly Signal[]): Verdict[];
  /** Exact, where the method gives that for free; else undefined, and people are held out to find it. */
  readonly heldOut: HeldOut | undefined;
  /**
   * Where {@link heldOut} is exact: probabilities of each of the lessons' casts as if nobody of their group had taught
   * it, for a fair comparison with what held those people out together.
   */
  readonly leaveOut?: ((groupOf: (user: string) => string) => (readonly number[])[]) | undefined;
  save(): Promise<Part[]>;
  /** Frees what garbage collection does not. */
  dispose(): void;
}
