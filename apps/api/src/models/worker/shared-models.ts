import type { Artifact, ModelSlot, Predictor } from '@wandcast/recognition';

/** A model in the recognition worker, for all rooms that use it. */
export interface SharedModel {
  readonly id: string;
  readonly slot: ModelSlot;
  readonly artifact: Artifact;
  readonly loading: Promise<unknown>;
  rooms: number;
  /** Predictions without an answer. */
  waiting: number;
  /** When it was last loaded, ms of the monotonic clock. */
  loadedAt: number;
}

/** How long a model that ended the worker too often rests until it is loaded again, ms: others use it, too. */
const RELOAD_MS = 10_000;

/** The models in the recognition worker: one for all rooms with the same, because each takes 5 MB. */
export class SharedModels {
  private readonly models = new Map<string, SharedModel>();

  constructor(private readonly predictor: Pick<Predictor, 'openSlot'>) {}

  /** Loads a model for one more room. @throws ModelError, PredictorError */
  async take(id: string, artifact: Artifact): Promise<SharedModel> {
    const model = this.models.get(id) ?? this.open(id, artifact);
    model.rooms++;
    try {
      await model.loading;
      if (model.slot.hasFailed) await model.slot.load(artifact);
      return model;
    } catch (error) {
      this.leave(model);
      throw error;
    }
  }

  /** Whether a room has a model. */
  get areUsed(): boolean {
    return this.models.size > 0;
  }

  /** Loads a model and frees it again, so that others load faster. @throws ModelError, PredictorError */
  async warmUp(artifact: Artifact): Promise<void> {
    this.leave(await this.take('', artifact));
  }

  leave(model: SharedModel): void {
    model.rooms--;
    this.freeUnused(model);
  }

  /** See `Predictor.predict`. */
  async predict(model: SharedModel, ...request: Parameters<ModelSlot['predict']>): Promise<number[][]> {
    model.waiting++;
    try {
      return await model.slot.predict(...request);
    } catch (error) {
      this.reloadIfFailed(model);
      throw error;
    } finally {
      model.waiting--;
      this.freeUnused(model);
    }
  }

  private open(id: string, artifact: Artifact): SharedModel {
    const slot = this.predictor.openSlot();
    const loading = slot.load(artifact);
    const model: SharedModel = {
      ...{ id, slot, artifact, loading },
      rooms: 0,
      waiting: 0,
      loadedAt: performance.now(),
    };
    this.models.set(id, model);
    return model;
  }

  private reloadIfFailed(model: SharedModel): void {
    if (!model.slot.hasFailed || performance.now() - model.loadedAt < RELOAD_MS) return;
    model.loadedAt = performance.now();
    model.slot.load(model.artifact).catch(() => undefined); // tried again with a later prediction
  }

  private freeUnused(model: SharedModel): void {
    if (model.rooms > 0 || model.waiting > 0 || this.models.get(model.id) !== model) return;
    this.models.delete(model.id);
    model.slot.release().catch(() => undefined); // the worker crashed: nothing is left to free
  }
}
