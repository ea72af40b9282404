import type { Signal } from '@wandcast/gesture';
import type { Artifact, RecognizerKind } from '../artifact/artifact.js';
import type { EnginePreference } from '../engine/engine-preference.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/**
 * `simulating`: generating casts of glyphs. `evaluating`: fits that hold people out. `training`: the final fit on
 * everyone.
 */
export type TrainingStage = 'reading' | 'simulating' | 'evaluating' | 'training' | 'saving';

/** Accuracy at one point of the training, for the learning curve in the console. */
export interface TrainerCurvePoint {
  /** Seconds since the training began. */
  readonly at: number;
  /** Casts used so far, for a head fitted to growing parts; absent for a network, which learns step by step. */
  readonly casts?: number;
  /** Accuracy on training casts, 0..1. */
  readonly learnt: number | null;
  /** Accuracy on casts of held-out people, 0..1. */
  readonly heldOut: number | null;
}

/** A snapshot of a running training. */
export interface TrainerProgress {
  readonly stage: TrainingStage;
  /** Share of the whole training done, 0..1. */
  readonly done: number;
  /** Smoothed mean loss of the last steps; null before the first. */
  readonly loss: number | null;
  /** On held-out people, 0..1; null until measured. */
  readonly accuracy: number | null;
  /** Estimated from the speed so far; null while that is unreliable. */
  readonly secondsLeft: number | null;
  /** All points so far, oldest first. */
  readonly curve: readonly TrainerCurvePoint[];
}

/** A cast without a label. */
export interface UnlabeledCast {
  readonly signal: Signal;
  readonly user: string;
}

/** What a model learns from. */
export interface TrainingSet {
  /** Labeled by people. May be empty if every spell has a glyph. */
  readonly casts: readonly LabeledCast[];
  /**
   * Used for spells with glyphs: the model labels these and learns from confident predictions. Labels of people are
   * never overruled.
   */
  readonly unlabeled?: readonly UnlabeledCast[];
}

/** How to train a model. */
export interface TrainingOptions {
  /** `auto` trains the candidates and keeps the most accurate one on held-out people. */
  readonly kind: RecognizerKind | 'auto';
  /** Order of the probabilities. Casts with other labels are skipped. */
  readonly spells: readonly string[];
  /** SVG paths by spell, y down. Their simulated casts count less the more recorded ones there are. */
  readonly glyphs?: Readonly<Record<string, string>>;
  /** The same seed, casts and engine give the same model. */
  readonly seed: number;
  /** Text for the model card; default: "240 casts of 12 people". */
  readonly description?: string;
  /** False skips the networks for casts in progress; the final model then serves those too. */
  readonly live?: boolean;
  /** False skips fits on held-out people: faster, but without accuracy, temperature and threshold. */
  readonly measure?: boolean;
  /** Share of the usual steps, default 1; less is faster and less accurate. */
  readonly effort?: number;
}

/** Options of a training in a worker, which starts its own engine. */
export interface WorkerTrainingOptions extends TrainingOptions {
  readonly engine: EnginePreference;
}

/** The prediction for one held-out cast. */
export interface ReportedPrediction {
  /** Index of the cast in the training set. */
  readonly cast: number;
  /** Index of the true spell. */
  readonly meant: number;
  /** Index of the most probable spell. */
  readonly recognized: number;
  /** Probability of that spell; compared with the threshold. */
  readonly confidence: number;
}

/** Held-out results of a training: the basis for choosing a threshold. */
export interface TrainingReport {
  readonly predictions: readonly ReportedPrediction[];
  /** Confidence for negatives derived from the casts: reversed, rotated sideways, scribbled. */
  readonly negatives: readonly number[];
  readonly curve: readonly TrainerCurvePoint[];
}

/** A trained model and its report. */
export interface Trained {
  readonly artifact: Artifact;
  readonly report: TrainingReport;
}

/** Callbacks and cancellation of a training. */
export interface TrainingHooks {
  readonly onProgress?: (progress: TrainerProgress) => void;
  /** Receives a first usable model about a second after the start; the final one is better. May never be called. */
  readonly onFirst?: (first: Trained) => void;
  /** Cancels the training, which then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}

/** The casts cannot train a model. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
