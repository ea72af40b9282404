import type { TrainingProgress } from '@wandcast/protocol';
import type { TrainerProgress } from '@wandcast/recognition';
import { progressOf } from './training-reports.js';

/** Shortest interval between progress messages of the same stage, ms. */
const PROGRESS_MS = 250;

/** Reports training progress: throttled, except for changes of stage. */
export class ProgressNotifier {
  private at = -Infinity;

  /** @param compares whether baselines are measured after the training */
  constructor(
    private last: TrainingProgress,
    private readonly compares: boolean,
    private readonly onProgress: (progress: TrainingProgress) => void,
  ) {}

  progressed(progress: TrainerProgress): void {
    const next = progressOf(this.last, progress, this.compares);
    const isSoon = performance.now() - this.at < PROGRESS_MS && next.stage === this.last.stage;
    this.last = next;
    if (!isSoon) this.report();
  }

  firstActivated(firstModelId: string): void {
    this.last = { ...this.last, firstModelId };
    this.report();
  }

  /** Called when the model is stored and its baselines are about to be measured. */
  comparing(): void {
    this.last = { ...this.last, stage: 'comparing', secondsLeft: null };
    this.report();
  }

  private report(): void {
    this.at = performance.now();
    this.onProgress(this.last);
  }
}
