import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelCard } from '../artifact/artifact.js';
import type { Priority } from './batch-queue.js';
import type { EngineName } from '../engine/engine-preference.js';
import { FairBatchQueue, type SlotBatch } from './fair-batch-queue.js';
import { ModelSlot } from './model-slot.js';
import type { PredictWorkerClient } from './predict-worker-client.js';
import { PredictorError, stoppedError } from './predictor-error.js';
import { openPredictWorker, type PredictorOptions } from './predictor-options.js';
import type { ModelHead } from './worker-messages.js';

/** Restarts without a prediction before it rests, and for how long, ms: the machine may have too little memory. */
const MAX_RESTARTS = 3;
const REST_MS = 5_000;

/** Batches in the worker at once, each of another slot, so that it does not wait for this thread between two of them. */
const MAX_IN_FLIGHT = 8;

/** The slot of those who need one model. */
const FIRST_SLOT = 0;

/**
 * Serves models from a worker, so that no prediction blocks the event loop. Calls that arrive while the worker is busy are
 * batched. If the worker crashes, waiting calls are rejected, it restarts with the same models, and later calls wait.
 */
export class Predictor {
  private readonly queue = new FairBatchQueue((slot) => !this.reloading.has(slot) && !this.inFlight.has(slot));
  private client: PredictWorkerClient | undefined;
  /** What is loaded, by slot. */
  private readonly artifacts = new Map<number, Artifact>();
  /** Settle when models are loaded again after a crash, by slot. */
  private readonly reloading = new Map<number, Promise<void>>();
  /** Times that the worker crashed during a prediction of a slot since its last answer. */
  private readonly crashes = new Map<number, number>();
  /** Why slots do not answer any more, until a model is loaded into them. */
  private readonly failed = new Map<number, Error>();
  private lastSlot = FIRST_SLOT;
  private restarting: Promise<void> | undefined;
  private restarts = 0;
  private sending = false;
  /** Batches in the worker by slot. */
  private readonly inFlight = new Map<number, SlotBatch>();
  /** The ended worker whose end was blamed on a slot. */
  private blamed: PredictWorkerClient | undefined;
  private stopped = false;
  /** Why it rests. */
  private broken: Error | undefined;
  private rest: NodeJS.Timeout | undefined;

  /**
   * Starts the worker.
   * @throws EngineError if the required engine is not available
   */
  static async start(options: PredictorOptions): Promise<Predictor> {
    const predictor = new Predictor(options);
    predictor.client = await predictor.open();
    predictor.engine = predictor.client.engine;
    predictor.engineReason = predictor.client.engineReason;
    return predictor;
  }

  engine: EngineName = 'wasm';
  /** Why it was chosen: a sentence for the user. */
  engineReason = '';

  private constructor(private readonly options: PredictorOptions) {}

  /** A place for one more model in the same worker. */
  openSlot(): ModelSlot {
    return new ModelSlot(this, ++this.lastSlot);
  }

  /**
   * Activates `artifact`. The old model serves until the new one is loaded and warm; then they are swapped atomically.
   * @throws ModelError if the artifact does not fit this build; the old model stays
   */
  async load(artifact: Artifact, slot = FIRST_SLOT): Promise<ModelCard> {
    const client = await this.ready();
    await this.reloading.get(slot); // or it might be overwritten by what was there before
    const card = await client.load(slot, artifact);
    this.artifacts.set(slot, artifact);
    for (const map of [this.crashes, this.failed, this.reloading]) map.delete(slot);
    return card;
  }

  /** Whether the slot was given up, see {@link ModelSlot.hasFailed}. */
  hasFailed(slot: number): boolean {
    return this.failed.has(slot);
  }

  /** Frees the model of a slot; its waiting calls are rejected. */
  async release(slot: number): Promise<void> {
    for (const map of [this.artifacts, this.crashes, this.failed, this.reloading]) map.delete(slot);
    this.queue.reject(slot, stoppedError());
    if (this.stopped || this.broken !== undefined) return;
    await (await this.ready()).release(slot);
  }

  /**
   * Predicts signals, or computes their features.
   * @param head `whole`; `personal` for a person with an adapter; `live`, which may be dropped under load; or `features`
   * @returns one row per signal: probabilities in the order of the model's spells, PROJECTED_SIZE features, or a row for
   *   `sharedView`
   * @throws PredictorError, ModelError `absent`
   */
  predict(
    signals: readonly Signal[],
    head: ModelHead,
    priority: Priority = 'urgent',
    slot = FIRST_SLOT,
  ): Promise<number[][]> {
    if (this.stopped) return Promise.reject(stoppedError());
    const error = this.broken ?? this.failed.get(slot);
    if (error !== undefined) return Promise.reject(error);
    return new Promise((resolve, reject) => {
      this.queue.add(slot, head, { signals, resolve, reject }, priority);
      void this.send();
    });
  }

  /** Terminates the worker; waiting calls are rejected. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.rest);
    this.queue.rejectAll(stoppedError());
    await this.restarting?.catch(() => undefined);
    await this.client?.close();
  }

  /** Sends one batch of a slot at a time; requests that arrive meanwhile form the next. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      const client = await this.ready();
      while (this.inFlight.size < MAX_IN_FLIGHT) {
        // One background batch at a time: the worker answers in order, and an urgent one may come.
        const batch = this.queue.next(![...this.inFlight.values()].some(({ isBackground }) => isBackground));
        if (batch === undefined) break;
        void this.sendBatch(client, batch);
      }
    } catch (error) {
      this.queue.rejectAll(error as Error);
    } finally {
      this.sending = false;
    }
  }

  private async sendBatch(client: PredictWorkerClient, batch: SlotBatch): Promise<void> {
    const { slot, head, requests } = batch;
    this.inFlight.set(slot, batch);
    try {
      const all = requests.flatMap(({ signals }) => signals);
      const rows = await client.predict(slot, head, all);
      let row = 0;
      for (const { signals, resolve } of requests) resolve(rows.slice(row, (row += signals.length)));
      this.restarts = 0;
      this.crashes.delete(slot);
    } catch (error) {
      // The worker answers in order: the first one without an answer ended it.
      if (error instanceof PredictorError && !this.stopped && client !== this.blamed) {
        this.blamed = client;
        this.blame(slot, error);
      }
      const reason = this.stopped ? stoppedError() : (error as Error);
      for (const { reject } of requests) reject(reason);
    } finally {
      this.inFlight.delete(slot);
      if (!this.queue.isEmpty) void this.send();
    }
  }

  private async ready(): Promise<PredictWorkerClient> {
    await this.restarting;
    if (this.stopped) throw stoppedError();
    if (this.broken !== undefined) throw this.broken;
    if (this.client === undefined) throw new PredictorError('crashed', 'the predict worker is not running');
    return this.client;
  }

  private open(): Promise<PredictWorkerClient> {
    return openPredictWorker(this.options, () => {
      this.crashed();
    });
  }

  private crashed(): void {
    if (this.stopped) return;
    this.client = undefined;
    this.reloading.clear();
    this.queue.rejectAll(new PredictorError('crashed', 'the predict worker ended'));
    const restarting = this.restart();
    this.restarting = restarting;
    restarting
      .catch((error: unknown) => {
        this.broken = error as Error;
        this.rest = setTimeout(() => {
          [this.broken, this.restarts] = [undefined, 0];
          this.crashed();
        }, REST_MS).unref();
      })
      .finally(() => {
        if (this.restarting === restarting) this.restarting = undefined; // it may have crashed again
      });
  }

  private async restart(): Promise<void> {
    if (++this.restarts > MAX_RESTARTS)
      throw new PredictorError('crashed', `the predict worker ended ${this.restarts} times in a row`);
    const client = await this.open().catch((error: unknown) => {
      throw new PredictorError('crashed', (error as Error).message);
    });
    this.client = client;
    let previous: Promise<unknown> = Promise.resolve();
    for (const slot of this.artifacts.keys()) {
      const loaded = previous.then(() => this.reload(client, slot));
      this.reloading.set(slot, loaded);
      previous = loaded;
    }
  }

  /** Loads a slot's model into a new worker. Other slots answer as soon as their own model is there. */
  private async reload(client: PredictWorkerClient, slot: number): Promise<void> {
    const artifact = this.artifacts.get(slot);
    try {
      if (artifact !== undefined && client === this.client) await client.load(slot, artifact); // not released meanwhile
    } catch (error) {
      // A prediction that was made at the same time is to blame rather than the model that was loading.
      if (!(error instanceof PredictorError)) this.fail(slot, error as Error);
      else if (this.inFlight.size === 0 && client !== this.blamed) this.blame(slot, error);
    }
    if (client !== this.client) return; // the next one loads it
    this.reloading.delete(slot);
    void this.send();
  }

  /** A slot whose predictions end the worker again and again must not take the others down with it. */
  private blame(slot: number, error: Error): void {
    const crashes = (this.crashes.get(slot) ?? 0) + 1;
    this.crashes.set(slot, crashes);
    if (crashes >= MAX_RESTARTS) this.fail(slot, error);
  }

  private fail(slot: number, error: Error): void {
    for (const map of [this.artifacts, this.reloading]) map.delete(slot);
    this.failed.set(slot, error);
    this.restarts = 0; // the next ones are not its fault
    this.queue.reject(slot, error);
  }
}
