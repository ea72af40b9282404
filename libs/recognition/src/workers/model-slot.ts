import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelCard } from '../artifact/artifact.js';
import type { Priority } from './batch-queue.js';
import type { Predictor } from './predictor.js';
import type { ModelHead } from './worker-messages.js';

/** A place for one model in the worker of a {@link Predictor}, which serves many. */
export class ModelSlot {
  constructor(
    private readonly predictor: Predictor,
    private readonly slot: number,
  ) {}

  /** See {@link Predictor.load}. */
  load(artifact: Artifact): Promise<ModelCard> {
    return this.predictor.load(artifact, this.slot);
  }

  /** See {@link Predictor.predict}. */
  predict(signals: readonly Signal[], head: ModelHead, priority: Priority = 'urgent'): Promise<number[][]> {
    return this.predictor.predict(signals, head, priority, this.slot);
  }

  /** Whether its predictions ended the worker too often: it answers again once a model is loaded into it. */
  get hasFailed(): boolean {
    return this.predictor.hasFailed(this.slot);
  }

  /** Frees the model's memory; waiting calls are rejected, and later ones with ModelError `absent`. */
  release(): Promise<void> {
    return this.predictor.release(this.slot);
  }
}
