import type { Signal } from '@wandcast/gesture';
import type { ModelInfo, Recognition, SpellId } from '@wandcast/protocol';
import { loadStarter, type Predictor } from '@wandcast/recognition';
import { Log } from '../platform/logging/log.js';
import { Predictors } from './predictors.js';
import { EventSettings } from '../rooms/events/event-settings.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { ModelsRepository, type StoredModel } from './models.repository.js';
import { sameSpells } from './same-spells.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** The one owner of the live model: predictions go through its worker, and a swap happens between two batches. */
@RoomPart()
export class Inference implements RoomLifecycle {
  private predictor: Predictor | undefined;
  private live: ModelInfo | null = null;
  /** One change of model at a time, so that the worker and the database end with the same one. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly predictors: Predictors,
    private readonly models: ModelsRepository,
    private readonly room: Room,
    private readonly settings: EventSettings,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  /** The room that follows another takes over its worker, and the model in it. */
  async onOpen(before: Inference | undefined): Promise<void> {
    if (before !== undefined) [this.predictor, this.live] = [before.predictor, before.live];
    this.room.events.on('room:opened', () => {
      if (before === undefined) return;
      this.sync().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'the model could not follow');
      });
    });
    if (before !== undefined) return;
    this.predictor = await this.predictors.start();
    await this.loadFirst();
  }

  onTakeOver(before: Inference): void {
    this.live = before.live;
    this.turn = before.turn.then(() => {
      this.live = before.live; // a change that the room before had begun
    });
  }

  /** The event's model; the starter if this build cannot read it, and at the very first start. */
  private loadFirst(): Promise<void> {
    return this.inTurn(async () => {
      const activeModelId =
        this.room.event.activeModelId ?? (await this.modelFor(this.spells.list().map(({ id }) => id)));
      if (activeModelId === null) return;
      const model = await this.models.find(activeModelId);
      if (model === undefined) return this.activateStarter();
      if (this.room.event.activeModelId === null) return this.loadAndActivate(model);
      try {
        await this.load(model);
      } catch (error) {
        this.log.warn({ model: model.info.id, error: (error as Error).message }, 'the event’s model cannot be used');
        await this.activateStarter();
      }
    });
  }

  get model(): ModelInfo | null {
    return this.live;
  }

  /**
   * Makes `model` the one that answers on every node; casts in progress go on and are answered by it.
   * @param isWanted asked again once it is loaded: the room may have moved on by then, which puts another to work
   */
  activate(model: StoredModel, isWanted = (): boolean => true): Promise<void> {
    return this.inTurn(() => this.loadAndActivate(model, isWanted));
  }

  /**
   * The model to answer a book of these spells: the one that is active if it knows the same, else the starter if
   * all that it knows is in the book. @returns its id; null where neither is
   */
  async modelFor(spells: readonly SpellId[]): Promise<string | null> {
    if (this.live !== null && sameSpells(this.live.spells, spells)) return this.live.id;
    const artifact = await loadStarter();
    if (!artifact.card.spells.every((id) => spells.includes(id as SpellId))) return null;
    return (await this.models.findStarter()) ?? (await this.createStarter()).info.id;
  }

  /** Does what the database says: another node, or a hand, changed the model or its threshold. */
  sync(): Promise<void> {
    return this.inTurn(async () => {
      const { activeModelId } = await this.settings.reread();
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
   * Recognizes a whole cast; null if no model is active. If the worker fails, the cast is stored without a recognition.
   */
  async recognize(signal: Signal): Promise<Recognition | null> {
    if (this.live === null) return null;
    try {
      const [probabilities = []] = (await this.running.predict([signal], 'answer')).map(rounded);
      // Read now, not before: the worker answers in order, so the model that is live at the answer is the one that gave it.
      const { model } = this;
      if (model === null) return null; // put to sleep meanwhile
      return { modelId: model.id, spell: spellAboveThreshold(model, probabilities), probabilities };
    } catch (error) {
      this.log.error({ error: (error as Error).message }, 'a cast could not be recognized');
      return null;
    }
  }

  /** What the model that is active makes of casts that were stored before; undefined if none is, or it cannot be asked now. */
  async predictStored(signals: readonly Signal[]): Promise<{ model: ModelInfo; rows: number[][] } | undefined> {
    if (this.live === null) return undefined;
    const rows = await this.running.predict(signals, 'answer').catch(() => undefined);
    return rows && { model: this.live, rows: rows.map(rounded) };
  }

  /** Guesses at casts in progress, in one batch; undefined if none can be made now. */
  async predictLive(signals: readonly Signal[]): Promise<number[][] | undefined> {
    if (this.live === null) return undefined;
    const predictions = await this.running.predict(signals, 'live').catch(() => undefined); // a late guess is no loss
    return predictions?.map(rounded);
  }

  private get running(): Predictor {
    if (this.predictor === undefined) throw new Error('the predictor is asked for before it was started');
    return this.predictor;
  }

  private async activateStarter(): Promise<void> {
    await this.loadAndActivate(await this.createStarter());
  }

  private async createStarter(): Promise<StoredModel> {
    const artifact = await loadStarter();
    return this.models.create({ artifact, origin: 'starter', report: null, trainingId: null, isDraft: false });
  }

  private async loadAndActivate(model: StoredModel, isWanted = (): boolean => true): Promise<void> {
    if (!isWanted()) return;
    await this.load(model);
    if (!isWanted()) return;
    await this.settings.activateModel(model.info.id);
    this.room.bus.publish({ kind: 'models' });
  }

  private async load({ info, artifact }: StoredModel): Promise<void> {
    await this.running.load(artifact);
    this.become(info); // with nothing in between: answers from here on are this model's
    this.log.info({ model: info.id, version: info.version, kind: info.kind, spells: info.spells }, 'model is live');
  }

  private become(info: ModelInfo | null): void {
    const isAnother = info?.id !== this.live?.id;
    this.live = info;
    this.room.broadcaster.toAll('model:changed', info);
    if (isAnother && info !== null) this.room.events.emit('model:activated', info);
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

/** The best spell, or null if it is not sure enough (SPEC R3). */
function spellAboveThreshold({ spells, threshold }: ModelInfo, probabilities: readonly number[]): Recognition['spell'] {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (probabilities[best] ?? 0) >= threshold ? (spells[best] ?? null) : null;
}
