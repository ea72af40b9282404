import type { TrainingProgress } from '@wandcast/protocol';
import { timeLeft, type TrainerProgress } from '@wandcast/recognition';
import { comparisonOf, progressOf } from './training-reports.js';

/** Shortest interval between progress messages of the same stage, ms. */
const PROGRESS_MS = 250;

/** Interval at which the time left is updated while the worker is in a long step and reports nothing, ms. */
const COUNTDOWN_MS = 1_000;

/** Reports training progress: throttled, except for changes of stage. Counts the time left down until `stop`. */
export class ProgressNotifier {
  private at = -Infinity;
  /** The last time left that was reported by the worker, and when. */
  private left: { readonly left: TrainerProgress['left']; readonly at: number } | undefined;
  private readonly timer: NodeJS.Timeout;

  /** @param compares whether baselines are measured after the training */
  constructor(
    private last: TrainingProgress,
    private readonly compares: boolean,
    private readonly onProgress: (progress: TrainingProgress) => void,
  ) {
    this.timer = setInterval(() => {
      this.countDown();
    }, COUNTDOWN_MS);
  }

  progressed(progress: TrainerProgress): void {
    this.update(progressOf(this.last, progress, this.compares), progress);
  }

  firstActivated(firstModelId: string): void {
    this.last = { ...this.last, firstModelId };
    this.report();
  }

  /** Called when the model is stored and its baselines are about to be measured. */
  comparing(): void {
    this.left = undefined;
    this.last = { ...this.last, stage: 'comparing', secondsLeft: null };
    this.report();
  }

  compared(progress: TrainerProgress): void {
    this.update(comparisonOf(this.last, progress), progress);
  }

  /** Ends the reports. */
  stop(): void {
    clearInterval(this.timer);
  }

  private update(next: TrainingProgress, { left }: TrainerProgress): void {
    const now = performance.now();
    const isSoon = now - this.at < PROGRESS_MS && next.stage === this.last.stage;
    this.left = { left, at: now };
    this.last = next;
    if (!isSoon) this.report();
  }

  private countDown(): void {
    if (this.left === undefined || performance.now() - this.at < COUNTDOWN_MS) return;
    const elapsed = (performance.now() - this.left.at) / 1000;
    this.last = { ...this.last, secondsLeft: Math.round(timeLeft(this.left.left, elapsed)) };
    this.report();
  }

  private report(): void {
    this.at = performance.now();
    this.onProgress(this.last);
  }
}
