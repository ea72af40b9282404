import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CurvePoint } from '@wandcast/protocol';
import type { ProgressHooks, TrainingStage } from './trainer-progress.js';
import { WorkClock } from './work-clock.js';
import type { Pace, WorkStep } from './work.js';

/** Longest block of the event loop by a training in this process, ms. */
const TURN_MS = 50;
/** Weight of the last step in the smoothed loss. */
const LOSS_WEIGHT = 0.1;

/** Work that was announced. */
export interface TrackedWork {
  /**
   * Counts a step; reports and yields every TURN_MS.
   * @throws the reason of `abort`
   */
  readonly step: (loss?: number) => Promise<void>;
  /** Drops the steps that are left. */
  readonly end: () => void;
}

/**
 * Tracks and reports the progress of a training, checks for cancellation and yields to the event loop between steps.
 */
export class ProgressTracker {
  curve: CurvePoint[] = [];
  private readonly began = performance.now();
  private readonly clock: WorkClock;
  private stage: TrainingStage = 'reading';
  private accuracy: number | null = null;
  private loss: number | null = null;
  private done = 0;
  private turnBegan = performance.now();

  /** @param pace of earlier trainings */
  constructor(
    private readonly hooks: ProgressHooks,
    pace: Pace = {},
  ) {
    this.clock = new WorkClock(pace, () => performance.now() / 1000);
  }

  /** Seconds since the training began, to the millisecond. */
  get seconds(): number {
    return Math.round(performance.now() - this.began) / 1000;
  }

  /** Announces work. */
  plan(steps: readonly WorkStep[]): TrackedWork {
    const work = this.clock.plan(steps);
    return {
      step: async (loss) => {
        work.step();
        if (loss !== undefined) this.loss = this.loss === null ? loss : this.loss + LOSS_WEIGHT * (loss - this.loss);
        const isSoon = performance.now() - this.turnBegan < TURN_MS;
        if (isSoon && 1000 * work.nextSeconds < TURN_MS) return; // a long step is announced before it blocks
        this.report();
        await nextTurn();
        this.hooks.abort?.throwIfAborted();
        this.turnBegan = performance.now();
      },
      end: () => {
        work.end();
      },
    };
  }

  /** Enters the next stage and reports it. */
  enterStage(stage: TrainingStage): void {
    this.stage = stage;
    this.loss = null;
    if (stage === 'saving') this.clock.endAll();
    this.report();
  }

  /** Adds a point to the curve; shares are 0..1. */
  addPoint(learnt: number | null, heldOut: number | null): void {
    this.curve.push({ at: this.seconds, learnt, heldOut });
    this.accuracy = heldOut ?? this.accuracy;
  }

  /** Replaces the learning curve of an earlier head. */
  readonly setLearningCurve = (points: readonly Omit<CurvePoint, 'at'>[]): void => {
    const at = this.seconds;
    this.curve = [
      ...this.curve.filter(({ casts }) => casts === undefined),
      ...points.map((point) => ({ at, ...point })),
    ];
    this.accuracy = points.at(-1)?.heldOut ?? this.accuracy;
    this.report();
  };

  private report(): void {
    const { stage, loss, accuracy } = this;
    const { left, pace } = this.clock;
    this.done = Math.max(this.done, left.done); // a slower pace of the rest does not undo what is done
    this.hooks.onProgress?.({ stage, done: this.done, loss, accuracy, left, pace, curve: [...this.curve] });
  }
}
