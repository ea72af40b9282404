import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelHead, ModelSlot, Predictor, Priority } from '@wandcast/recognition';

/** A model in the recognition worker, for all rooms that use it. */
interface SharedModel {
  readonly id: string;
  readonly slot: ModelSlot;
  loading: Promise<unknown>;
  rooms: number;
  /** Predictions without an answer. */
  waiting: number;
}

/** The models in the recognition worker: one for all rooms with the same, because each takes 5 MB. */
export class SharedModels {
  private readonly models = new Map<string, SharedModel>();

  constructor(private readonly predictor: Pick<Predictor, 'openSlot'>) {}

  /** Loads a model for one more room. @throws ModelError, PredictorError */
  async take(id: string, artifact: Artifact): Promise<SharedModel> {
    const model = this.models.get(id) ?? this.open(id, artifact);
    if (model.slot.hasFailed) model.loading = model.slot.load(artifact); // it may do better this time
    model.rooms++;
    try {
      await model.loading;
      return model;
    } catch (error) {
      this.leave(model);
      throw error;
    }
  }

  leave(model: SharedModel): void {
    model.rooms--;
    this.freeUnused(model);
  }

  async predict(
    model: SharedModel,
    ...[signals, head, priority]: Parameters<ModelSlot['predict']>
  ): Promise<number[][]> {
    model.waiting++;
    try {
      return await model.slot.predict(signals, head, priority);
    } finally {
      model.waiting--;
      this.freeUnused(model);
    }
  }

  private open(id: string, artifact: Artifact): SharedModel {
    const slot = this.predictor.openSlot();
    const model: SharedModel = { id, slot, loading: slot.load(artifact), rooms: 0, waiting: 0 };
    this.models.set(id, model);
    return model;
  }

  private freeUnused(model: SharedModel): void {
    if (model.rooms > 0 || model.waiting > 0 || this.models.get(model.id) !== model) return;
    this.models.delete(model.id);
    model.slot.release().catch(() => undefined); // the worker crashed: nothing is left to free
  }
}

/** The model of one room. */
export class RoomModel {
  private used: SharedModel | undefined;

  constructor(private readonly models: SharedModels) {}

  /**
   * Loads a model, which answers from then on; the one before answers what was asked before.
   * @param onLoaded called in the moment of the change  @throws ModelError, PredictorError
   */
  async load(id: string, artifact: Artifact, onLoaded: () => void): Promise<void> {
    const next = await this.models.take(id, artifact);
    const before = this.used;
    this.used = next;
    onLoaded();
    if (before !== undefined) this.models.leave(before);
  }

  /** See `Predictor.predict`. */
  predict(signals: readonly Signal[], head: ModelHead, priority: Priority = 'urgent'): Promise<number[][]> {
    if (this.used === undefined) return Promise.reject(new Error('no model was loaded'));
    return this.models.predict(this.used, signals, head, priority);
  }

  release(): void {
    if (this.used !== undefined) this.models.leave(this.used);
    this.used = undefined;
  }
}
