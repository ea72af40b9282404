import { parallelTimeLeft, timeLeft } from '../../progress/time-left.js';
import type { ProgressHooks, TrainerProgress } from '../../progress/trainer-progress.js';

/** Progress of one half of a training, and when it arrived, s. */
interface Half {
  readonly progress: TrainerProgress;
  readonly at: number;
}

/** Merges the progress of both halves of a training: the slower one determines the share done and the time left. */
export class CombinedProgress {
  private wholeHalf: Half | undefined;
  private liveHalf: Half | undefined;

  /** @param now clock in seconds */
  constructor(
    private readonly onProgress: ProgressHooks['onProgress'],
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  readonly whole = (progress: TrainerProgress): void => {
    this.wholeHalf = { progress, at: this.now() };
    this.publish();
  };
  readonly live = (progress: TrainerProgress): void => {
    this.liveHalf = { progress, at: this.now() };
    this.publish();
  };

  private publish(): void {
    const { wholeHalf, liveHalf } = this;
    if (wholeHalf === undefined) return;
    const { progress } = wholeHalf;
    const halves = liveHalf === undefined ? [wholeHalf] : [wholeHalf, liveHalf];
    const lefts = halves.map((half) => this.leftOf(half));
    const slower = lefts.reduce((most, left) => (timeLeft(left, 0) > timeLeft(most, 0) ? left : most));
    const seconds = lefts.length === 1 ? timeLeft(slower, 0) : parallelTimeLeft(lefts.map((left) => timeLeft(left, 0)));
    const stepSeconds = Math.min(slower.stepSeconds, seconds);
    this.onProgress?.({
      ...progress,
      done: Math.min(...halves.map((half) => half.progress.done)),
      left: { seconds: seconds - stepSeconds, stepSeconds },
      pace: { ...liveHalf?.progress.pace, ...progress.pace },
    });
  }

  /** The time left of a half now. */
  private leftOf({ progress: { left }, at }: Half): TrainerProgress['left'] {
    const now = timeLeft(left, this.now() - at);
    const seconds = Math.min(left.seconds, now);
    return { seconds, stepSeconds: now - seconds };
  }
}
