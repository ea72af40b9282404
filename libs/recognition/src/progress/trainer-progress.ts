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

/** Callback and cancellation of a training. */
export interface ProgressHooks {
  readonly onProgress?: (progress: TrainerProgress) => void;
  /** Cancels the training, which then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}
