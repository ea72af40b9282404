import type { CurvePoint } from '@wandcast/protocol';
import type { WorkLeft } from './work-clock.js';
import type { Pace } from './work.js';

/**
 * `simulating`: generating casts of glyphs. `evaluating`: fits that hold people out. `training`: the final fit on
 * everyone.
 */
export type TrainingStage = 'reading' | 'simulating' | 'evaluating' | 'training' | 'saving';

/** A snapshot of a running training. */
export interface TrainerProgress {
  readonly stage: TrainingStage;
  /** Share of the whole training done, 0..1. */
  readonly done: number;
  /** Smoothed mean loss of the last steps; null before the first. */
  readonly loss: number | null;
  /** On held-out people, 0..1; null until measured. */
  readonly accuracy: number | null;
  /** Expected time left; see {@link timeLeft}. */
  readonly left: Omit<WorkLeft, 'done'>;
  /** Measured pace of this machine. */
  readonly pace: Pace;
  /** All points so far, oldest first. */
  readonly curve: readonly CurvePoint[];
}

/** Callback and cancellation of a training. */
export interface ProgressHooks {
  readonly onProgress?: (progress: TrainerProgress) => void;
  /** Cancels the training, which then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}
