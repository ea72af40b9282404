import type { Artifact, ModelCard, Part } from '../artifact/artifact.js';
import type { Baselines } from '../training/baselines.js';
import type { EngineName, EnginePreference } from '../engine/engine-preference.js';
import type { PackedSignals } from './signal-transfer.js';
import type { Trained, TrainingOptions, TrainingProgress } from '../training/training-options.js';

/** Which half of a model: for whole casts, or for casts in progress. */
export type Head = 'answer' | 'live';

/** A failure on its way between threads, where errors lose their class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  /** Of a ModelError. */
  readonly code?: string;
}

export interface WorkerStart {
  readonly engine: EnginePreference;
}

/** `started` or `failed`: the first message of either worker. */
export type WorkerStarted =
  | { readonly kind: 'started'; readonly engine: EngineName; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: SentError };

export type ToPredictWorker =
  | { readonly kind: 'load'; readonly id: number; readonly artifact: Artifact }
  | { readonly kind: 'predict'; readonly id: number; readonly head: Head; readonly signals: PackedSignals };

export type FromPredictWorker =
  | WorkerStarted
  | { readonly kind: 'loaded'; readonly id: number; readonly card: ModelCard }
  /** Row after row, one a signal, each as long as the model has spells. */
  | { readonly kind: 'predicted'; readonly id: number; readonly probabilities: Float32Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly id: number; readonly error: SentError };

/** Train the half for whole casts, or that for casts in progress, or measure the baselines: on the same kind of set. */
export interface ToTrainWorker {
  readonly task: 'train' | 'live' | 'compare';
  readonly signals: PackedSignals;
  /** Null where nobody said. */
  readonly labels: readonly (string | null)[];
  readonly users: readonly string[];
  readonly options: TrainingOptions;
}

export type FromTrainWorker =
  | WorkerStarted
  | { readonly kind: 'progressed'; readonly progress: TrainingProgress }
  | { readonly kind: 'first'; readonly first: Trained }
  | { readonly kind: 'trained'; readonly trained: Trained }
  | { readonly kind: 'live'; readonly parts: readonly Part[] }
  | { readonly kind: 'compared'; readonly baselines: Baselines };
