import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CurvePoint } from '@wandcast/protocol';
import type { ProgressHooks, TrainingStage } from './trainer-progress.js';

/** Longest block of the event loop by a training in this process, ms. */
const TURN_MS = 50;
/** Weight of the last step in the smoothed loss. */
const LOSS_WEIGHT = 0.1;
/** Share done before the remaining time is estimated. */
const PACE_FROM = 0.1;

/**
 * Tracks and reports the progress of a training, checks for cancellation and yields to the event loop between steps.
 */
export class ProgressTracker {
  curve: CurvePoint[] = [];
  private readonly began = performance.now();
  private stage: TrainingStage = 'reading';
  private accuracy: number | null = null;
  private taken = 0;
  private loss: number | null = null;
  private turnBegan = performance.now();

  /** Expected in total. */
  private steps = 0;

  constructor(private readonly hooks: ProgressHooks) {}

  /** Seconds since the training began, to the millisecond. */
  get seconds(): number {
    return Math.round(performance.now() - this.began) / 1000;
  }

  /** Announces more steps. */
  plan(steps: number): void {
    this.steps += steps;
  }

  /** Enters the next stage and reports it. */
  enterStage(stage: TrainingStage): void {
    this.stage = stage;
    this.loss = null;
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

  /**
   * Counts a step; reports and yields every TURN_MS.
   * @throws the reason of `abort`
   */
  readonly step = async (loss?: number): Promise<void> => {
    this.taken++;
    if (loss !== undefined) this.loss = this.loss === null ? loss : this.loss + LOSS_WEIGHT * (loss - this.loss);
    if (performance.now() - this.turnBegan < TURN_MS) return;
    this.report();
    await nextTurn();
    this.hooks.abort?.throwIfAborted();
    this.turnBegan = performance.now();
  };

  private report(): void {
    const { stage, loss, accuracy, seconds } = this;
    const done = Math.min(1, this.taken / Math.max(1, this.steps));
    const secondsLeft = done < PACE_FROM ? null : Math.round((10 * seconds * (1 - done)) / done) / 10;
    this.hooks.onProgress?.({ stage, done, loss, accuracy, secondsLeft, curve: [...this.curve] });
  }
}
