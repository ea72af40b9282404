import {
  FailureError,
  type FromConsole,
  type ModelInfo,
  type ModelReport,
  type ModelSummary,
  type ModelTrial,
  type StageReport,
} from '@wandcast/protocol';
import { ModelError, PredictorError, type Baselines } from '@wandcast/recognition';
import { Log } from '../platform/logging/log.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { retriedFlight } from '../platform/queues/retried-flight.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { heldOutPeople } from './held-out-people.js';
import { Inference } from './inference.service.js';
import { packModelFile } from './model-file.js';
import { readModelFile } from './read-model-file.js';
import { ModelSummaries, modelsUpdate } from './model-summaries.js';
import { ModelTrials } from './model-trials.service.js';
import { ModelsRepository, type StoredModel } from './models.repository.js';
import type { NewModel } from './store-model.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';
import { stageReport } from './stage-report.js';
import { sameSpells } from './same-spells.js';

/** The models of the room's organization with their metrics, and which one is active. The list is kept in memory. */
@RoomPart()
export class ModelRegistry implements RoomLifecycle {
  private models: readonly ModelSummary[] = [];
  private readonly summaries = new ModelSummaries();
  private activeReport: StageReport | null = null;
  /** One read at a time, so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();
  /** One uploaded file at a time, because each takes memory. */
  private readonly uploads = new SerialQueue();

  constructor(
    private readonly room: Room,
    private readonly repository: ModelsRepository,
    private readonly inference: Inference,
    private readonly trials: ModelTrials,
    private readonly spells: Spellbook,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  async onOpen(before: ModelRegistry | undefined): Promise<void> {
    // Often for the same reason: all rooms hear of each participant who is deleted.
    const onFailure = (error: unknown): void => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the models');
    };
    const follow = retriedFlight(() => this.sync(), onFailure, this.room.closed);
    for (const kind of ['models', 'refreshed'] as const) this.room.bus.on(kind, follow);
    // The next event may use another model, and messages about it may have arrived before the room took over.
    if (before !== undefined) this.room.events.on('room:opened', follow);
    const rename = (): void => {
      this.reread().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not update participant names in model metrics');
      });
    };
    this.room.events.on('participant:forgotten', rename);
    this.room.events.on('participants:changed', rename);
    await this.reread();
  }

  /** Newest first. */
  list(): readonly ModelSummary[] {
    return this.models;
  }

  /** The active model and its metrics, for the stage; null if there is none. */
  report(): StageReport | null {
    return this.activeReport;
  }

  /** Stores a model. @param activateIf false, or a check that must hold before and after loading */
  async store(model: NewModel, activateIf: false | ((isLoaded: boolean) => boolean)): Promise<StoredModel> {
    const stored = await this.repository.create(model, this.room, activateIf !== false);
    try {
      if (activateIf) await this.inference.activate(stored, activateIf);
    } finally {
      await this.changed(); // it is stored, and has replaced drafts in the list
    }
    return stored;
  }

  /**
   * @throws FailureError `model-unknown`, `model-unreadable` if it was made by another version, `model-spells-differ` if
   *   its spells are not those of the spellbook and the message does not accept that
   */
  async activate({ modelId, acceptOtherSpells }: FromConsole<'model:activate'>): Promise<ModelInfo> {
    const model = await this.get(modelId);
    const book = this.spells.list().map(({ id }) => id);
    if (!acceptOtherSpells && !sameSpells(model.info.spells, book))
      throw new FailureError('model-spells-differ', `model: ${model.info.spells.join()}; spellbook: ${book.join()}`);
    try {
      await this.inference.activate(model);
    } catch (error) {
      throw unreadable(error);
    }
    await this.changed();
    return model.info;
  }

  /** @throws FailureError `model-unknown` */
  async setThreshold({ modelId, threshold }: FromConsole<'model:threshold'>): Promise<ModelSummary> {
    await this.check(modelId);
    await this.repository.setThreshold(modelId, threshold);
    try {
      await this.inference.sync(); // also if the model is just being activated
    } finally {
      await this.changed();
    }
    return this.summary(modelId);
  }

  /** @throws FailureError `model-unknown` */
  async setNote({ modelId, note }: FromConsole<'model:note'>): Promise<ModelSummary> {
    await this.check(modelId);
    await this.repository.setNote(modelId, note);
    await this.changed();
    return this.summary(modelId);
  }

  /**
   * Predicts a movement with any model, without activating it or storing anything.
   * @param memberId who tries it  @throws FailureError of ModelTrials, `model-unknown`, `model-unreadable`
   */
  async try(memberId: string, { modelId, ...movement }: FromConsole<'model:try'>): Promise<ModelTrial> {
    await this.check(modelId);
    try {
      return { probabilities: await this.trials.predict(memberId, modelId, () => this.get(modelId), movement) };
    } catch (error) {
      if (error instanceof ModelError) throw unreadable(error);
      throw error instanceof PredictorError ? new FailureError('model-try-failed', error.message) : error;
    }
  }

  async setBaselines(modelId: string, baselines: Baselines): Promise<void> {
    await this.repository.setBaselines(modelId, baselines);
    await this.changed();
  }

  /** @throws FailureError `model-unknown` */
  async inspect({ modelId }: FromConsole<'model:inspect'>): Promise<ModelReport> {
    await this.check(modelId);
    const { judged, copies, negatives, curve } = (await this.repository.findReport(modelId)) ?? noReport;
    const ownerOf = await this.repository.ownersOf(
      judged.map(({ castId }) => castId),
      this.room.id,
    );
    const nicknames = await this.repository.nicknames([...new Set(ownerOf.values())], this.room.id);
    return { modelId, judged, ...heldOutPeople(judged, ownerOf, nicknames), copies, negatives, curve };
  }

  /** The model as a file. @throws FailureError `model-unknown`, `model-unreadable` */
  async export(modelId: string): Promise<{ name: string; bytes: Uint8Array }> {
    const { info, artifact } = await this.get(modelId);
    const card = { ...artifact.card, threshold: info.threshold };
    const name = `wandcast-v${info.version}-${info.kind}.zip`;
    try {
      return { name, bytes: packModelFile({ ...artifact, card }) };
    } catch (error) {
      throw unreadable(error);
    }
  }

  /** Stores a model from a file after testing that it loads and predicts. @throws FailureError `model-unreadable` */
  async import(bytes: Uint8Array): Promise<ModelSummary> {
    const artifact = await this.uploads.run(() => readModelFile(bytes, this.config.engine));
    const origin = { origin: 'file', report: null, trainingId: null, isDraft: false } as const;
    const { info } = await this.store({ artifact, ...origin }, false);
    return this.summary(info.id);
  }

  /** @throws FailureError `model-unknown` */
  private async get(modelId: string): Promise<StoredModel> {
    await this.check(modelId);
    const model = await this.repository.find(modelId);
    if (model === undefined) throw new FailureError('model-unknown', modelId);
    return model;
  }

  /** @throws FailureError `model-unknown` if there is no listed model with this id */
  private async check(modelId: string): Promise<void> {
    if ((await this.repository.findRow(modelId, this.room.organizationId)) === undefined)
      throw new FailureError('model-unknown', modelId);
  }

  /** @throws FailureError `model-unknown` */
  private summary(modelId: string): ModelSummary {
    const summary = this.models.find(({ id }) => id === modelId);
    if (summary === undefined) throw new FailureError('model-unknown', modelId);
    return summary;
  }

  private async changed(): Promise<void> {
    this.room.bus.publish({ kind: 'models' });
    await this.reread();
  }

  /** Reloads the list of models and the active model from the database. */
  async sync(): Promise<void> {
    await this.inference.sync();
    await this.reread();
  }

  private reread(): Promise<void> {
    return this.reads.run(async () => {
      const rows = await this.repository.list(this.room.organizationId);
      const models = await this.summaries.list(rows, (ids) => this.repository.nicknames(ids, this.room.id));
      const model = models.find(({ id }) => id === this.inference.model?.id);
      const activeReport = model ? stageReport(model, await this.repository.curve(model.id)) : null;
      const update = modelsUpdate(this.models, models);
      const isSame = JSON.stringify(activeReport) === JSON.stringify(this.activeReport);
      [this.models, this.activeReport] = [models, activeReport];
      if (update !== null) this.room.broadcaster.toConsoles('models:updated', update);
      if (!isSame) this.room.broadcaster.toStages('report:changed', activeReport);
      this.room.events.emit('models:listed', null);
    });
  }
}

const noReport = { judged: [], copies: null, negatives: [], curve: [] };

/** Turns an error while loading a model into `model-unreadable`. */
function unreadable(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  return new FailureError('model-unreadable', (error as Error).message.slice(0, 300));
}
