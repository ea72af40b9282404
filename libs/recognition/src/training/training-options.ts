import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelKind } from '../artifact/artifact.js';
import type { EnginePreference } from '../engine/engine-preference.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/**
 * `simulating`: drawing casts of glyphs. `evaluating`: fits that leave people out, to measure. `training`: the model
 * itself, on everyone.
 */
export type TrainingStage = 'reading' | 'simulating' | 'evaluating' | 'training' | 'saving';

/** How well a net does some way into its training, for the curve that people watch. */
export interface CurvePoint {
  /** Seconds since the training began. */
  readonly at: number;
  /** Casts it had learnt from, where it is a head fitted to ever more of them; absent for a net, which learns step by step. */
  readonly casts?: number;
  /** Share named right of the casts it learns from, 0..1. */
  readonly learnt: number | null;
  /** Share named right of casts of people it does not learn from, 0..1. */
  readonly heldOut: number | null;
}

export interface TrainingProgress {
  readonly stage: TrainingStage;
  /** Share of the whole training that is done, 0..1. */
  readonly done: number;
  /** Mean loss of the last steps; null before the first. */
  readonly loss: number | null;
  /** On held-out people; null until measured. */
  readonly accuracy: number | null;
  /** At the pace so far; null while that says nothing. */
  readonly secondsLeft: number | null;
  /** All points so far, oldest first. */
  readonly curve: readonly CurvePoint[];
}

/** A cast whose spell nobody said. */
export interface UnlabeledCast {
  readonly signal: Signal;
  readonly user: string;
}

/** What a model is learnt from. */
export interface TrainingSet {
  /** A human's word each. May be empty where every spell has a glyph. */
  readonly casts: readonly LabeledCast[];
  /** For glyph spells: the model names these itself and learns from those it is sure of, never against a label. */
  readonly unlabeled?: readonly UnlabeledCast[];
}

export interface TrainingOptions {
  /** `auto` trains the candidates and keeps the one that does best on people it has not met. */
  readonly kind: ModelKind | 'auto';
  /** Order of the probabilities. Casts of other labels are left out. */
  readonly spells: readonly string[];
  /** SVG paths by spell: their casts are simulated as well, and weigh less the more real ones there are. */
  readonly glyphs?: Readonly<Record<string, string>>;
  /** The same seed, casts and engine give the same model. */
  readonly seed: number;
  /** What it learnt from, in words; by default counted: "240 casts of 12 people". */
  readonly description?: string;
  /** False leaves out the half for casts in progress, which then takes the answers' net: cheaper where only answers count. */
  readonly live?: boolean;
  /** False skips what holds people out: quicker, but no accuracy, temperature or threshold of its own. */
  readonly measure?: boolean;
  /** Share of the usual steps, 1 where absent: less is quicker and worse. */
  readonly effort?: number;
}

/** For a worker: it starts its own engine. */
export interface WorkerTrainingOptions extends TrainingOptions {
  readonly engine: EnginePreference;
}

/** What the model said of one cast that it had not learnt from. */
export interface ReportedCast {
  /** Which of the set's casts. */
  readonly cast: number;
  /** Index of the spell it was. */
  readonly meant: number;
  /** Index of the likeliest spell. */
  readonly heard: number;
  /** Probability of that spell: what the threshold is compared with. */
  readonly sureness: number;
}

/** How a model came out: what a person chooses a threshold by. Only what was held out counts. */
export interface TrainingReport {
  readonly judged: readonly ReportedCast[];
  /** Sureness about movements that are no spell, made from the casts: run backwards, turned aside. */
  readonly strangers: readonly number[];
  readonly curve: readonly CurvePoint[];
}

export interface Trained {
  readonly artifact: Artifact;
  readonly report: TrainingReport;
}

export interface TrainingHooks {
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** A first usable model, about a second after the start; the one that `train` gives in the end is better. May never be called. */
  readonly onFirst?: (first: Trained) => void;
  /** Ends the training, which then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}

/** Casts that no model can be learnt from. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
