import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CurvePoint, TrainingHooks, TrainingStage } from './training-options.js';

/** Longest a training in this process keeps others waiting, ms. */
const TURN_MS = 50;
/** Weight of the last step in the loss that is shown: steps differ by chance. */
const LOSS_WEIGHT = 0.1;
/** Share of the whole before which the pace says nothing. */
const PACE_FROM = 0.1;

/** Tells how far a training is, ends it where it is aborted, and lets others run between steps. */
export class Progress {
  curve: CurvePoint[] = [];
  private readonly began = performance.now();
  private stage: TrainingStage = 'reading';
  private accuracy: number | null = null;
  private taken = 0;
  private loss: number | null = null;
  private turnBegan = performance.now();

  /** Expected in all. */
  private steps = 0;

  constructor(private readonly hooks: TrainingHooks) {}

  get seconds(): number {
    return Math.round(performance.now() - this.began) / 1000;
  }

  /** More steps are to come. */
  expect(steps: number): void {
    this.steps += steps;
  }

  enter(stage: TrainingStage): void {
    this.stage = stage;
    this.loss = null;
    this.report();
  }

  point(learnt: number | null, heldOut: number | null): void {
    this.curve.push({ at: this.seconds, learnt, heldOut });
    this.accuracy = heldOut ?? this.accuracy;
  }

  /** How a head grew with its casts, from few to all: takes the place of what an earlier head showed. */
  readonly grow = (points: readonly Omit<CurvePoint, 'at'>[]): void => {
    const at = this.seconds;
    this.curve = [
      ...this.curve.filter(({ casts }) => casts === undefined),
      ...points.map((point) => ({ at, ...point })),
    ];
    this.accuracy = points.at(-1)?.heldOut ?? this.accuracy;
    this.report();
  };

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
