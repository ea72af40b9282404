import type { ModelKind } from './artefact.js';
import type { EnginePreference } from './engine-preference.js';

/** `evaluating`: fits that leave people out, to measure. `training`: the model itself, on everyone. */
export type TrainingStage = 'reading' | 'evaluating' | 'training' | 'saving';

export interface TrainingProgress {
  readonly stage: TrainingStage;
  /** Share of the whole training that is done, 0..1. */
  readonly done: number;
  /** Mean loss of the last steps; null before the first. */
  readonly loss: number | null;
  /** On held-out people; null until measured. */
  readonly accuracy: number | null;
}

export interface TrainingOptions {
  /** `auto` is the kind that does best on people it has not met. */
  readonly kind: ModelKind | 'auto';
  /** Order of the probabilities. Casts of other labels are left out. */
  readonly spells: readonly string[];
  /** The same seed, casts and engine give the same model. */
  readonly seed: number;
  /** The casts come from the simulator: longer training, one cheap split to measure on. */
  readonly simulated?: boolean;
  /** What it learnt from, in words; by default counted: "240 casts of 12 people". */
  readonly description?: string;
  /** False leaves out the half for casts in progress, which then takes the answers' net: cheaper where only answers count. */
  readonly live?: boolean;
  /** False skips the fits that hold people out: a third of the time, but no accuracy, temperature or threshold of its own. */
  readonly measure?: boolean;
  /** Share of the usual steps, 1 where absent: less is quicker and worse. */
  readonly effort?: number;
}

/** For a worker: it starts its own engine. */
export interface WorkerTrainingOptions extends TrainingOptions {
  readonly engine: EnginePreference;
}

export interface TrainingHooks {
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Ends the training, which then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}

/** Casts that no model can be learnt from. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
