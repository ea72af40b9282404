import type { Signal } from '@wandcast/gesture';
import type { ModelInfo } from '@wandcast/protocol';
import { PredictorError, type Artifact, type ModelHead, type Priority } from '@wandcast/recognition';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import type { SharedModel, SharedModels } from './shared-models.js';
import type { StoredCastPredictor } from './stored-cast-predictor.js';

/** Probabilities for stored casts. */
export interface StoredPredictions {
  readonly rows: number[][];
  /** Whether another process has recognized them. */
  readonly isElsewhere: boolean;
}

/** The model of one room. While the room goes on with its next event, both events have it. */
export class RoomModel {
  /** The one that answers, as listed; null if none is active. */
  active: ModelInfo | null = null;
  private used: SharedModel | undefined;
  private isReleased = false;
  /** One request at a time, so that rooms with the same model take turns. */
  private readonly background = new SerialQueue();

  constructor(
    private readonly models: SharedModels,
    private readonly elsewhere: () => StoredCastPredictor | undefined = () => undefined,
  ) {}

  /**
   * Loads a model, which answers from then on; the one before answers what was asked before. Tries a second time if the
   * worker ended, perhaps because of another model.
   * @param onLoaded called in the moment of the change; sets `active`  @throws ModelError, PredictorError
   */
  async load(id: string, artifact: Artifact, onLoaded: () => void): Promise<void> {
    const next = await this.models.take(id, artifact).catch((error: unknown) => {
      if (!(error instanceof PredictorError)) throw error;
      return this.models.take(id, artifact);
    });
    if (this.isReleased) {
      this.models.leave(next);
      return;
    }
    const before = this.used;
    this.used = next;
    onLoaded();
    if (before !== undefined) this.models.leave(before);
  }

  /** See `Predictor.predict`. */
  async predict(signals: readonly Signal[], head: ModelHead, priority: Priority = 'urgent'): Promise<number[][]> {
    const { used } = this;
    if (used === undefined) throw new Error('no model was loaded');
    const predict = (): Promise<number[][]> => this.models.predict(used, signals, head, priority);
    return head === 'features' || priority === 'background' ? this.background.run(predict) : predict();
  }

  /** Probabilities for stored casts, from another process if there is one. */
  async predictStored(signals: readonly Signal[]): Promise<StoredPredictions> {
    const rows = this.used && (await this.elsewhere()?.predict(this.used, signals));
    return { rows: rows ?? (await this.predict(signals, 'whole')), isElsewhere: rows !== undefined };
  }

  release(): void {
    this.isReleased = true;
    if (this.used !== undefined) this.models.leave(this.used);
    this.used = undefined;
  }
}
