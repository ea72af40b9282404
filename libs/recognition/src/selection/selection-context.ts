import type { ProgressTracker, TrackedWork } from '../progress/progress-tracker.js';
import type { FitOptions, TrainingData } from '../recognizer/recognizer.js';

/** What model selection works on. */
export interface SelectionContext {
  readonly data: TrainingData;
  readonly spells: readonly string[];
  readonly seed: number;
  readonly effort: number;
  /** Whether to hold people out if that takes extra fits. */
  readonly measure: boolean;
  readonly progress: ProgressTracker;
}

/** Options of a fit whose result will serve. */
export function servingOptions({ seed, effort }: SelectionContext, { step }: Pick<TrackedWork, 'step'>): FitOptions {
  return { seed, effort, purpose: 'serve', onStep: step };
}
