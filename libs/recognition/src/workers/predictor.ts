import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelCard } from '../artifact/artifact.js';
import { BatchQueue, type Batch, type Priority } from './batch-queue.js';
import type { EngineName, EnginePreference } from '../engine/engine-preference.js';
import { PredictWorkerClient } from './predict-worker-client.js';
import { PredictorError } from './predictor-error.js';
import type { ModelHead, WorkerStart } from './worker-messages.js';

/** How to start a {@link Predictor}. */
export interface PredictorOptions {
  readonly engine: EnginePreference;
  /** By how much other threads go first on a busy machine, 0 to 19; default 0. See `lowerThreadPriority`. */
  readonly nicer?: number;
  /** Starts the thread; default: the built predict worker. Tests replace it. */
  readonly spawn?: (options: WorkerOptions) => Worker;
}

/** Restarts without a successful prediction in between before the predictor gives up. */
const MAX_RESTARTS = 3;

/** Always the built file: workers run plain Node, which cannot load TypeScript. */
function spawnBuilt(options: WorkerOptions): Worker {
  return new Worker(createRequire(import.meta.url).resolve('@wandcast/recognition/predict-worker'), options);
}

/**
 * Serves the active model from a worker, so that no prediction blocks the event loop. Calls that arrive while the
 * worker is busy are batched, which costs little more than a single cast. If the worker crashes, waiting calls are
 * rejected, the worker restarts with the same model, and later calls wait for it.
 */
export class Predictor {
  private readonly queue = new BatchQueue();
  private client: PredictWorkerClient | undefined;
  private artifact: Artifact | undefined;
  private restarting: Promise<void> | undefined;
  private restarts = 0;
  private sending = false;
  private stopped = false;
  private broken: Error | undefined;

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

  /** The running engine, and why it was chosen: a sentence for the user. */
  engine: EngineName = 'wasm';
  engineReason = '';

  private constructor(private readonly options: PredictorOptions) {}

  /**
   * Activates `artifact`. The old model serves until the new one is loaded and warm; then they are swapped atomically.
   * @throws ModelError if the artifact does not fit this build; the old model stays
   */
  async load(artifact: Artifact): Promise<ModelCard> {
    const card = await (await this.ready()).load(artifact);
    this.artifact = artifact;
    return card;
  }

  /**
   * Predicts signals, or computes their features.
   * @param head `whole` for whole casts, `personal` for those of a person with an adapter, `live` for casts in progress,
   *   which may be dropped under load, or `features`
   * @returns one row per signal: probabilities in the order of the model's spells, PROJECTED_SIZE features, or a row for
   *   `sharedView`
   * @throws PredictorError, ModelError `absent`
   */
  predict(signals: readonly Signal[], head: ModelHead, priority: Priority = 'urgent'): Promise<number[][]> {
    if (this.stopped) return Promise.reject(stoppedError());
    if (this.broken !== undefined) return Promise.reject(this.broken);
    return new Promise((resolve, reject) => {
      this.queue.add(head, { signals, resolve, reject }, priority);
      void this.send();
    });
  }

  /** Terminates the worker; waiting calls are rejected. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.queue.rejectAll(stoppedError());
    await this.restarting?.catch(() => undefined);
    await this.client?.close();
  }

  /** Sends one batch at a time; requests that arrive meanwhile form the next. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      const client = await this.ready();
      for (let batch = this.queue.next(); batch !== undefined; batch = this.queue.next()) {
        if (!(await this.sendBatch(client, batch))) break;
      }
    } catch (error) {
      this.queue.rejectAll(error as Error);
    } finally {
      this.sending = false;
    }
    if (!this.queue.isEmpty) void this.send(); // arrived between a crash and now
  }

  /** @returns false if the worker died */
  private async sendBatch(client: PredictWorkerClient, { head, requests }: Batch): Promise<boolean> {
    try {
      const rows = await client.predict(
        head,
        requests.flatMap(({ signals }) => signals),
      );
      let row = 0;
      for (const { signals, resolve } of requests) resolve(rows.slice(row, (row += signals.length)));
      this.restarts = 0;
      return true;
    } catch (error) {
      const reason = this.stopped ? stoppedError() : (error as Error);
      for (const { reject } of requests) reject(reason);
      return !(error instanceof PredictorError);
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
    const { engine, nicer } = this.options;
    const workerData: WorkerStart = { engine, nicer };
    const execArgv: string[] = []; // not the parent's: its conditions may resolve to TypeScript
    const worker = (this.options.spawn ?? spawnBuilt)({ workerData, execArgv });
    return PredictWorkerClient.open(worker, () => {
      this.crashed();
    });
  }

  private crashed(): void {
    if (this.stopped) return;
    this.client = undefined;
    this.queue.rejectAll(new PredictorError('crashed', 'the predict worker ended'));
    this.restarting = this.restart().finally(() => {
      this.restarting = undefined;
    });
    this.restarting.catch((error: unknown) => {
      this.broken = error as Error;
    });
  }

  private async restart(): Promise<void> {
    if (++this.restarts > MAX_RESTARTS)
      throw new PredictorError('crashed', `the predict worker ended ${this.restarts} times in a row: giving up`);
    const client = await this.open();
    if (this.artifact !== undefined) await client.load(this.artifact);
    this.client = client;
  }
}

function stoppedError(): PredictorError {
  return new PredictorError('stopped', 'the predictor was stopped');
}
