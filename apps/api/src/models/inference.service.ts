import type { Signal } from '@wandcast/gesture';
import type { ModelInfo, Recognition, SpellId } from '@wandcast/protocol';
import {
  calibrate,
  loadStarter,
  PredictorError,
  sharedView,
  type PersonalAdapter,
  type Priority,
  type SharedView,
} from '@wandcast/recognition';
import { Log } from '../platform/logging/log.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { Predictors } from './worker/predictors.js';
import type { RoomModel, StoredPredictions } from './worker/room-model.js';
import { EventSettings } from '../rooms/events/event-settings.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { ModelsRepository, type StoredModel } from './models.repository.js';
import { rounded, spellAboveThreshold } from './probabilities.js';
import { sameSpells } from './same-spells.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** A personal adapter with the model that it corrects. */
export interface ModelAdapter {
  readonly modelId: string;
  readonly adapter: PersonalAdapter;
}

/** Owns the active model of a room, which the worker has, and makes all its predictions. */
@RoomPart()
export class Inference implements RoomLifecycle {
  private loaded: RoomModel | undefined;
  /** Ids of models of the event that could not be loaded, so that another model answers. */
  readonly replaced = new Set<string>();
  /** Serializes model changes, so that worker and database end with the same model. */
  private readonly changes = new SerialQueue();

  constructor(
    private readonly predictors: Predictors,
    private readonly models: ModelsRepository,
    private readonly room: Room,
    private readonly settings: EventSettings,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  /** Takes over the model of the previous event, or loads the first one. */
  async onOpen(before: Inference | undefined): Promise<void> {
    if (before !== undefined) {
      this.loaded = before.loaded;
      return; // ModelRegistry syncs once the room is open
    }
    this.loaded = await this.predictors.open();
    await this.loadFirst();
  }

  async onRelease(): Promise<void> {
    await this.changes.idle();
    this.loaded?.release();
  }

  onTakeOver(before: Inference): void {
    void this.changes.run(() => before.changes.idle());
  }

  /** Loads the event's model, or the starter model if this build cannot read it, or at the first start. */
  private loadFirst(): Promise<void> {
    return this.changes.run(async () => {
      const activeModelId =
        this.room.event.activeModelId ?? (await this.modelFor(this.spells.list().map(({ id }) => id)));
      if (activeModelId === null) return;
      const model = await this.models.find(activeModelId);
      if (model === undefined) return this.activateStarter(activeModelId);
      if (this.room.event.activeModelId === null) return this.loadAndActivate(model);
      await this.loadOrStarter(model);
    });
  }

  /** Loads a model, or the starter model if this build cannot read it, as after an upgrade. */
  private async loadOrStarter(model: StoredModel): Promise<void> {
    try {
      await this.load(model);
    } catch (error) {
      if (error instanceof PredictorError) throw error; // the model is not to blame
      this.log.warn(
        { model: model.info.id, error: (error as Error).message },
        'cannot use the event’s model: using the starter model',
      );
      await this.activateStarter(model.info.id);
    }
  }

  get model(): ModelInfo | null {
    return this.loaded?.active ?? null;
  }

  /**
   * Activates a model on every node. It also recognizes the casts now in progress.
   * @param isWanted checked before and after loading, because the room may have changed its spellbook meanwhile
   */
  activate(model: StoredModel, isWanted: (isLoaded: boolean) => boolean = () => true): Promise<void> {
    return this.changes.run(() => this.loadAndActivate(model, isWanted));
  }

  /**
   * Chooses a model for these spells: the active model if it knows exactly them, else the starter model if it knows a
   * subset of them. @returns its id; null if neither fits
   */
  async modelFor(spells: readonly SpellId[]): Promise<string | null> {
    if (this.model !== null && sameSpells(this.model.spells, spells)) return this.model.id;
    const artifact = await loadStarter();
    if (!artifact.card.spells.every((id) => spells.includes(id as SpellId))) return null;
    return (await this.models.findStarter(this.room.organizationId)) ?? (await this.createStarter()).info.id;
  }

  /** Loads the active model and its threshold as stored, after they may have changed. */
  sync(): Promise<void> {
    return this.changes.run(async () => {
      const { activeModelId } = await this.settings.reread();
      if (activeModelId === null) {
        if (this.model !== null) this.setActive(null);
        return;
      }
      if (activeModelId !== this.model?.id) {
        const model = await this.models.find(activeModelId);
        if (model !== undefined) await this.loadOrStarter(model);
        return;
      }
      const info = await this.models.findInfo(activeModelId); // without the weights, because every change of any model comes here
      if (info !== undefined && JSON.stringify(info) !== JSON.stringify(this.model)) this.setActive(info);
    });
  }

  /**
   * Recognizes a complete cast; null if no model is active or the worker fails, so that the cast is still stored.
   */
  async recognize(signal: Signal): Promise<Recognition | null> {
    const { model } = this; // another one may be active when it answers
    if (model === null) return null;
    try {
      const [probabilities = []] = (await this.running.predict([signal], 'whole')).map(rounded);
      return { modelId: model.id, spell: spellAboveThreshold(model, probabilities), probabilities };
    } catch (error) {
      this.log.error({ error: (error as Error).message }, 'could not recognize a cast');
      return null;
    }
  }

  /**
   * Recognizes a complete cast of a person whose casts the adapter knows. If another model was activated meanwhile, it
   * answers alone.
   */
  async recognizePersonally(signal: Signal, { modelId, adapter }: ModelAdapter): Promise<Recognition | null> {
    const [view] = (await this.viewsOf([signal], modelId, 'urgent')) ?? [];
    const { model } = this;
    if (view === undefined || model?.id !== modelId) return this.recognize(signal);
    const adapted = adapter.adapt(view);
    const probabilities = rounded(calibrate(adapted.probabilities, adapted.evidence, 1)); // views are tempered already
    return { modelId, spell: spellAboveThreshold(model, probabilities), probabilities };
  }

  /**
   * Output of the model for stored casts, as personal adapters need it: undefined for each cast if the model cannot adapt.
   * Waits until no live cast waits for the worker.
   * @returns undefined if this is not the active model anymore, or if the worker fails
   */
  viewsOfStored(signals: readonly Signal[], modelId: string): Promise<(SharedView | undefined)[] | undefined> {
    return this.viewsOf(signals, modelId, 'background');
  }

  /** Predictions of the active model for stored casts; undefined if no model is active or the worker fails. */
  async predictStored(signals: readonly Signal[]): Promise<(StoredPredictions & { model: ModelInfo }) | undefined> {
    const { model } = this;
    if (model === null) return undefined;
    const predicted = await this.running.predictStored(signals).catch(() => undefined);
    return predicted && { ...predicted, model, rows: predicted.rows.map(rounded) };
  }

  /** Features of stored casts; undefined if this is not the active model anymore, or if the worker fails. */
  async featuresOf(signals: readonly Signal[], modelId: string): Promise<Float32Array[] | undefined> {
    if (!this.isActive(modelId)) return undefined;
    const rows = await this.running.predict(signals, 'features').catch(() => undefined);
    return this.isActive(modelId) ? rows?.map((row) => Float32Array.from(row)) : undefined;
  }

  /** Predictions for casts in progress, in one batch; undefined if no model is active or the worker fails. */
  async predictLive(signals: readonly Signal[]): Promise<number[][] | undefined> {
    const { model } = this;
    if (model === null) return undefined;
    const predictions = await this.running.predict(signals, 'live').catch(() => undefined); // losing one is harmless
    return this.isActive(model.id) ? predictions?.map(rounded) : undefined;
  }

  private async viewsOf(
    signals: readonly Signal[],
    modelId: string,
    priority: Priority,
  ): Promise<(SharedView | undefined)[] | undefined> {
    if (!this.isActive(modelId)) return undefined;
    const rows = await this.running.predict(signals, 'personal', priority).catch(() => undefined);
    return this.isActive(modelId) ? rows?.map(sharedView) : undefined;
  }

  private isActive(modelId: string): boolean {
    return this.model?.id === modelId;
  }

  private get running(): RoomModel {
    if (this.loaded === undefined) throw new Error('the room is not open yet');
    return this.loaded;
  }

  private async activateStarter(replaced: string): Promise<void> {
    this.replaced.add(replaced);
    await this.loadAndActivate(await this.createStarter());
  }

  private async createStarter(): Promise<StoredModel> {
    const artifact = await loadStarter();
    const model = { artifact, origin: 'starter', report: null, trainingId: null, isDraft: false } as const;
    return this.models.create(model, this.room, false);
  }

  private async loadAndActivate(model: StoredModel, isWanted: (isLoaded: boolean) => boolean = () => true) {
    if (!isWanted(false)) return;
    await this.load(model);
    if (!isWanted(true)) return;
    await this.settings.activateModel(model.info.id);
    this.room.bus.publish({ kind: 'models' });
  }

  private async load({ info, artifact }: StoredModel): Promise<void> {
    await this.running.load(info.id, artifact, () => {
      this.setActive(info);
    });
    this.log.info({ model: info.id, version: info.version, kind: info.kind, spells: info.spells }, 'model active');
    await this.models.markActivated(info.id, this.room.eventId).catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not note a model’s activation'); // it answers nevertheless
    });
  }

  private setActive(info: ModelInfo | null): void {
    const isDifferent = info?.id !== this.model?.id;
    this.running.active = info;
    this.room.broadcaster.toAll('model:changed', info);
    if (isDifferent && info !== null) this.room.events.emit('model:activated', info);
  }
}
