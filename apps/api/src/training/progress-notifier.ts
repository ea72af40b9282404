import type { TrainingProgress } from '@wandcast/protocol';
import type { TrainerProgress } from '@wandcast/recognition';
import { progressOf } from './training-reports.js';

/** Ms between two words on how far it is. */
const PROGRESS_MS = 250;

/** Tells how far a training is: no more often than people can read, but every change of stage. */
export class ProgressNotifier {
  private at = -Infinity;

  /** @param compares whether baselines follow */
  constructor(
    private last: TrainingProgress,
    private readonly compares: boolean,
    private readonly tell: (progress: TrainingProgress) => void,
  ) {}

  progressed(progress: TrainerProgress): void {
    const next = progressOf(this.last, progress, this.compares);
    const isSoon = performance.now() - this.at < PROGRESS_MS && next.stage === this.last.stage;
    this.last = next;
    if (!isSoon) this.say();
  }

  firstIsAwake(firstModelId: string): void {
    this.last = { ...this.last, firstModelId };
    this.say();
  }

  /** The model is stored, and active if it is to be; its baselines are not known yet. */
  comparing(): void {
    this.last = { ...this.last, stage: 'comparing', secondsLeft: null };
    this.say();
  }

  private say(): void {
    this.at = performance.now();
    this.tell(this.last);
  }
}
