import type { Artifact, ModelCard, Part } from '../artifact/artifact.js';
import type { Baselines } from '../training/baselines.js';
import type { EngineName, EnginePreference } from '../engine/engine-preference.js';
import type { PackedSignals } from './signal-transfer.js';
import type { TrainerProgress } from '../progress/trainer-progress.js';
import type { Trained, TrainingCost, TrainingOptions } from '../training/training-options.js';

/**
 * What a model computes: predictions of `whole` casts or of casts in progress (`live`), `features` of whole casts, or all
 * that a `personal` adapter needs of them.
 */
export type ModelHead = 'whole' | 'personal' | 'live' | 'features';

/** An error on its way between threads or processes, where errors lose their class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  /** Code of a ModelError. */
  readonly code?: string;
}

/** Data that a worker starts with. */
export interface WorkerStart {
  readonly engine: EnginePreference;
  /** By how much a predict worker lowers its priority, see `lowerThreadPriority`; undefined: not at all. */
  readonly nicer?: number | undefined;
}

/** The first message of either. */
type EngineStarted =
  | { readonly kind: 'started'; readonly engine: EngineName; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: SentError };

/** Requests to the predict worker, which has a model in each slot. */
export type ToPredictWorker =
  | { readonly kind: 'load'; readonly id: number; readonly slot: number; readonly artifact: Artifact }
  | { readonly kind: 'release'; readonly id: number; readonly slot: number }
  | {
      readonly kind: 'predict';
      readonly id: number;
      readonly slot: number;
      readonly head: ModelHead;
      readonly signals: PackedSignals;
    };

/** Replies of the predict worker. */
export type FromPredictWorker =
  | EngineStarted
  | { readonly kind: 'loaded'; readonly id: number; readonly card: ModelCard }
  | { readonly kind: 'released'; readonly id: number }
  /** One row per signal: a probability per spell, PROJECTED_SIZE features, or a shared view. */
  | { readonly kind: 'predicted'; readonly id: number; readonly probabilities: Float32Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly id: number; readonly error: SentError };

/** What the training process is sent: its casts in a few messages, then the job. */
export type ToTrainProcess = { readonly kind: 'signals'; readonly signals: PackedSignals } | TrainJob;

/** Train the half for whole casts or the one for casts in progress, or measure the baselines. */
export interface TrainJob {
  readonly kind: 'job';
  readonly task: 'train' | 'live' | 'compare';
  /** Of each signal; null if unlabeled. */
  readonly labels: readonly (string | null)[];
  readonly users: readonly string[];
  /** How many of the signals are the test set: the last ones. Null without one. */
  readonly tested: number | null;
  readonly options: TrainingOptions;
}

/** Messages of the training process; the result is the last. */
export type FromTrainProcess =
  | EngineStarted
  | { readonly kind: 'progressed'; readonly progress: TrainerProgress }
  | { readonly kind: 'first'; readonly first: Trained }
  | TrainResult;

export type TrainResult = (
  | { readonly kind: 'trained'; readonly trained: Trained }
  | { readonly kind: 'live'; readonly parts: readonly Part[] }
  | { readonly kind: 'compared'; readonly baselines: Baselines }
) & { readonly cost: TrainingCost };
