import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Signal } from '@wandcast/gesture';
import { FailureError, type ModelInfo, type Recognition } from '@wandcast/protocol';
import { Predictor, loadStarter } from '@wandcast/recognition';
import { EventsService } from '../events/events.service.js';
import { Log } from '../ops/log.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { ServerConfig } from '../server-config.js';
import { ModelsRepository, type StoredModel } from './models.repository.js';

/** The one owner of the live model: predictions go through its worker, and a swap happens between two batches. */
@Injectable()
export class InferenceService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private predictor: Predictor | undefined;
  private live: ModelInfo | null = null;

  constructor(
    private readonly config: ServerConfig,
    private readonly models: ModelsRepository,
    private readonly events: EventsService,
    private readonly room: RoomChannel,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    this.predictor = await Predictor.start({ engine: this.config.engine });
    this.log.info({ engine: this.engine, reason: this.engineReason }, 'recognition engine ready');
  }

  /** The event's model, or at the first start of all the starter model. */
  async onApplicationBootstrap(): Promise<void> {
    const { activeModelId } = this.events.current;
    const model = activeModelId === null ? undefined : await this.models.find(activeModelId);
    await this.activate(model ?? (await this.models.create(await loadStarter())));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.predictor?.stop();
  }

  get model(): ModelInfo | null {
    return this.live;
  }
  get engine(): 'tensorflow' | 'wasm' {
    return this.running.engine;
  }
  get engineReason(): string {
    return this.running.engineReason;
  }

  /** Makes `model` the one that answers; casts in progress go on and are answered by it. */
  async activate({ info, artefact }: StoredModel): Promise<void> {
    await this.running.load(artefact);
    this.live = info;
    await this.events.activateModel(info.id);
    this.room.toAll('model:changed', info);
    this.log.info({ model: info.id, version: info.version, kind: info.kind, spells: info.spells }, 'model is live');
  }

  /** @throws FailureError `invalid-message` where there is no such model */
  async activateById(modelId: string): Promise<ModelInfo> {
    const model = await this.models.find(modelId);
    if (model === undefined) throw new FailureError('invalid-message', `no model ${modelId}`);
    await this.activate(model);
    return model.info;
  }

  /**
   * The verdict on a whole cast; null where no model is live. A worker that fails costs the cast its verdict,
   * never its place in the database.
   */
  async recognise(signal: Signal): Promise<Recognition | null> {
    if (this.live === null) return null;
    try {
      const [probabilities = []] = (await this.running.predict([signal], 'answer')).map(rounded);
      // Read now, not before: the worker answers in order, so the model that is live at the answer is the one that gave it.
      const model = this.live;
      return { modelId: model.id, spell: verdict(model, probabilities), probabilities };
    } catch (error) {
      this.log.error({ error: (error as Error).message }, 'a cast could not be recognised');
      return null;
    }
  }

  /** Guesses at casts in progress, in one batch; undefined where none can be made now. */
  async guess(signals: readonly Signal[]): Promise<number[][] | undefined> {
    if (this.live === null) return undefined;
    const guesses = await this.running.predict(signals, 'live').catch(() => undefined); // a late guess is no loss
    return guesses?.map(rounded);
  }

  private get running(): Predictor {
    if (this.predictor === undefined) throw new Error('the predictor is asked for before it was started');
    return this.predictor;
  }
}

/** To a hundredth of a percent: what the wire and the database hold, so that an answer is the same when asked again. */
function rounded(probabilities: readonly number[]): number[] {
  return probabilities.map((probability) => Math.round(probability * 10_000) / 10_000);
}

/** The best spell, or null where it is not sure enough (SPEC R3). */
function verdict({ spells, threshold }: ModelInfo, probabilities: readonly number[]): Recognition['spell'] {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (probabilities[best] ?? 0) >= threshold ? (spells[best] ?? null) : null;
}
