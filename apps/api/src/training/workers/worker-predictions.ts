import { Predictor, type EnginePreference, type ModelSlot } from '@wandcast/recognition';
import type { PredictionRequest } from './worker-messages.js';

/** Models that a worker keeps: each takes 5 MB. */
const MOST_MODELS = 8;

/** Trainings, at 10, go first. */
const NICER = 15;

/** Recognizes stored casts for the servers, with their models. */
export class WorkerPredictions {
  private starting: Promise<Predictor> | undefined;
  /** By the ids of the models; the one used last is last. */
  private readonly slots = new Map<string, Promise<ModelSlot>>();

  constructor(
    private readonly engine: EnginePreference,
    private readonly onLoaded: (modelId: string) => void,
  ) {}

  /**
   * @returns probabilities for each signal; undefined if the model is not known and was not sent
   * @throws EngineError, ModelError, PredictorError
   */
  async predict({ modelId, artifact, signals }: PredictionRequest): Promise<number[][] | undefined> {
    const loading = this.slots.get(modelId) ?? (artifact && this.load(artifact));
    if (loading === undefined) return undefined;
    this.slots.delete(modelId);
    this.slots.set(modelId, loading);
    try {
      const slot = await loading;
      if (artifact !== undefined) this.onLoaded(modelId);
      await this.dropOldest();
      return await slot.predict(signals, 'whole');
    } catch (error) {
      await this.drop(modelId, loading); // the next request loads it again
      throw error;
    }
  }

  async stop(): Promise<void> {
    await (await this.starting?.catch(() => undefined))?.stop();
  }

  private async load(artifact: NonNullable<PredictionRequest['artifact']>): Promise<ModelSlot> {
    const predictor = await (this.starting ??= this.start());
    const slot = predictor.openSlot();
    await slot.load(artifact);
    return slot;
  }

  private start(): Promise<Predictor> {
    return Predictor.start({ engine: this.engine, nicer: NICER }).catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
  }

  private async dropOldest(): Promise<void> {
    const [oldest] = this.slots;
    if (oldest !== undefined && this.slots.size > MOST_MODELS) await this.drop(...oldest);
  }

  private async drop(modelId: string, loading: Promise<ModelSlot>): Promise<void> {
    if (this.slots.get(modelId) !== loading) return;
    this.slots.delete(modelId);
    await loading.then((slot) => slot.release()).catch(() => undefined); // it was not loaded, or the thread has ended
  }
}
