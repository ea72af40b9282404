import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Signal } from '@wandcast/gesture';
import type { ModelInfo, Recognition, SpellId } from '@wandcast/protocol';
import { Predictor, loadStarter } from '@wandcast/recognition';
import { EventsService } from '../rooms/events/events.service.js';
import { Log } from '../platform/logging/log.js';
import { Bus } from '../platform/bus/bus.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { ModelsRepository, type StoredModel } from './models.repository.js';
import { sameSpells } from './same-spells.js';
import { RoomEvents } from '../rooms/room/room-events.js';

/** The one owner of the live model: predictions go through its worker, and a swap happens between two batches. */
@Injectable()
export class InferenceService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private predictor: Predictor | undefined;
  private live: ModelInfo | null = null;
  /** One change of model after another, so that the worker and the database end with the same one. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: ServerConfig,
    private readonly models: ModelsRepository,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly roomEvents: RoomEvents,
    private readonly bus: Bus,
    private readonly room: RoomChannel,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    this.predictor = await Predictor.start({ engine: this.config.engine });
    this.log.info({ engine: this.engine, reason: this.engineReason }, 'recognition engine ready');
  }

  /** The event's model; the starter where this build cannot read it, and at the first start of all. */
  onApplicationBootstrap(): Promise<void> {
    return this.inTurn(async () => {
      const activeModelId =
        this.events.current.activeModelId ?? (await this.suited(this.spells.list().map(({ id }) => id)));
      if (activeModelId === null) return;
      const model = await this.models.find(activeModelId);
      if (model === undefined) return this.wakeStarter();
      if (this.events.current.activeModelId === null) return this.wake(model);
      try {
        await this.load(model);
      } catch (error) {
        this.log.warn({ model: model.info.id, error: (error as Error).message }, 'the event’s model cannot be used');
        await this.wakeStarter();
      }
    });
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

  /**
   * Makes `model` the one that answers on every node; casts in progress go on and are answered by it.
   * @param isWanted asked again once it is loaded: the room may have moved on by then, which puts another to work
   */
  activate(model: StoredModel, isWanted = (): boolean => true): Promise<void> {
    return this.inTurn(() => this.wake(model, isWanted));
  }

  /**
   * The model to answer a book of these spells: the one that is awake where it knows the same, else the starter where
   * all that it knows is in the book. @returns its id; null where neither is
   */
  async suited(spells: readonly SpellId[]): Promise<string | null> {
    if (this.live !== null && sameSpells(this.live.spells, spells)) return this.live.id;
    const artifact = await loadStarter();
    if (!artifact.card.spells.every((id) => spells.includes(id as SpellId))) return null;
    return (await this.models.findStarter()) ?? (await this.createStarter()).info.id;
  }

  /** Does what the database says: another node, or a hand, changed the model or its threshold. */
  follow(): Promise<void> {
    return this.inTurn(async () => {
      const { activeModelId } = await this.events.reread();
      if (activeModelId === null) {
        if (this.live !== null) this.become(null);
        return;
      }
      const row = await this.models.find(activeModelId);
      if (row === undefined) return;
      if (row.info.id !== this.live?.id) await this.load(row);
      else if (JSON.stringify(row.info) !== JSON.stringify(this.live)) this.become(row.info);
    });
  }

  /**
   * The verdict on a whole cast; null where no model is live. A worker that fails costs the cast its verdict,
   * never its place in the database.
   */
  async recognize(signal: Signal): Promise<Recognition | null> {
    if (this.live === null) return null;
    try {
      const [probabilities = []] = (await this.running.predict([signal], 'answer')).map(rounded);
      // Read now, not before: the worker answers in order, so the model that is live at the answer is the one that gave it.
      const { model } = this;
      if (model === null) return null; // put to sleep meanwhile
      return { modelId: model.id, spell: verdict(model, probabilities), probabilities };
    } catch (error) {
      this.log.error({ error: (error as Error).message }, 'a cast could not be recognized');
      return null;
    }
  }

  /** What the model that is awake makes of casts that were stored before; undefined where none is, or it cannot be asked now. */
  async judge(signals: readonly Signal[]): Promise<{ model: ModelInfo; rows: number[][] } | undefined> {
    if (this.live === null) return undefined;
    const rows = await this.running.predict(signals, 'answer').catch(() => undefined);
    return rows && { model: this.live, rows: rows.map(rounded) };
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

  private async wakeStarter(): Promise<void> {
    await this.wake(await this.createStarter());
  }

  private async createStarter(): Promise<StoredModel> {
    const artifact = await loadStarter();
    return this.models.create({ artifact, origin: 'starter', report: null, trainingId: null, isDraft: false });
  }

  private async wake(model: StoredModel, isWanted = (): boolean => true): Promise<void> {
    if (!isWanted()) return;
    await this.load(model);
    if (!isWanted()) return;
    await this.events.activateModel(model.info.id);
    this.bus.publish({ kind: 'models' });
  }

  private async load({ info, artifact }: StoredModel): Promise<void> {
    await this.running.load(artifact);
    this.become(info); // with nothing in between: answers from here on are this model's
    this.log.info({ model: info.id, version: info.version, kind: info.kind, spells: info.spells }, 'model is live');
  }

  private become(info: ModelInfo | null): void {
    const isAnother = info?.id !== this.live?.id;
    this.live = info;
    this.room.toAll('model:changed', info);
    if (isAnother && info !== null) this.roomEvents.emit('model:activated', info);
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.turn.then(change);
    this.turn = done.catch(() => undefined);
    return done;
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
