import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Signal } from '@wandcast/gesture';
import type { Artifact, ModelCard } from '../artifact/artifact.js';
import { BatchQueue, type Batch } from './batch-queue.js';
import type { EngineName, EnginePreference } from '../engine/engine-preference.js';
import { PredictLink } from './predict-worker-client.js';
import { PredictorError } from './predictor-error.js';
import type { Head, WorkerStart } from './worker-messages.js';

export interface PredictorOptions {
  readonly engine: EnginePreference;
  /** Starts the thread; the built predict worker unless a test wants to hold it. */
  readonly spawn?: (options: WorkerOptions) => Worker;
}

/** Restarts without a prediction between them after which the predictor gives up: the fault is not a passing one. */
const MAX_RESTARTS = 3;

/** Always the built file: a worker is plain Node, which reads no TypeScript. */
function spawnBuilt(options: WorkerOptions): Worker {
  return new Worker(createRequire(import.meta.url).resolve('@wandcast/recognition/predict-worker'), options);
}

/**
 * The live model, in a worker: no prediction ever runs on the event loop. Calls that arrive while the worker is busy go
 * out together as one batch, which costs little more than one cast. A worker that crashes takes the calls that wait with
 * it; it is started again with the same model, and later calls wait for that.
 */
export class Predictor {
  private readonly queue = new BatchQueue();
  private link: PredictLink | undefined;
  private artifact: Artifact | undefined;
  private restarting: Promise<void> | undefined;
  private restarts = 0;
  private sending = false;
  private stopped = false;
  private broken: Error | undefined;

  /** @throws EngineError where the engine that was insisted on is not there */
  static async start(options: PredictorOptions): Promise<Predictor> {
    const predictor = new Predictor(options);
    predictor.link = await predictor.open();
    predictor.engine = predictor.link.engine;
    predictor.engineReason = predictor.link.engineReason;
    return predictor;
  }

  /** What runs in the worker, and why, in a sentence for people. */
  engine: EngineName = 'wasm';
  engineReason = '';

  private constructor(private readonly options: PredictorOptions) {}

  /**
   * Makes `artifact` the model that answers. Until this resolves the old one does; then the new one, already warm, all at once.
   * @throws ModelError where it does not fit this build; the old model stays
   */
  async load(artifact: Artifact): Promise<ModelCard> {
    const card = await (await this.ready()).load(artifact);
    this.artifact = artifact;
    return card;
  }

  /**
   * @param head `answer` for whole casts; `live` for casts in progress, which may be dropped in a crowd
   * @returns a row a signal, in the order of the model's spells  @throws PredictorError, ModelError `absent`
   */
  predict(signals: readonly Signal[], head: Head): Promise<number[][]> {
    if (this.stopped) return Promise.reject(stoppedError());
    if (this.broken !== undefined) return Promise.reject(this.broken);
    return new Promise((resolve, reject) => {
      this.queue.add(head, { signals, resolve, reject });
      void this.send();
    });
  }

  /** Ends the worker; calls that wait are rejected. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.queue.rejectAll(stoppedError());
    await this.restarting?.catch(() => undefined);
    await this.link?.close();
  }

  /** One batch at a time: what arrives meanwhile makes the next. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      const link = await this.ready();
      for (let batch = this.queue.next(); batch !== undefined; batch = this.queue.next()) {
        if (!(await this.sendBatch(link, batch))) break;
      }
    } catch (error) {
      this.queue.rejectAll(error as Error);
    } finally {
      this.sending = false;
    }
    if (!this.queue.isEmpty) void this.send(); // came between a crash and now
  }

  /** @returns false where the worker died of it, or with it */
  private async sendBatch(link: PredictLink, { head, requests }: Batch): Promise<boolean> {
    try {
      const rows = await link.predict(
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

  private async ready(): Promise<PredictLink> {
    await this.restarting;
    if (this.stopped) throw stoppedError();
    if (this.broken !== undefined) throw this.broken;
    if (this.link === undefined) throw new PredictorError('crashed', 'the predict worker is not running');
    return this.link;
  }

  private open(): Promise<PredictLink> {
    const workerData: WorkerStart = { engine: this.options.engine };
    const execArgv: string[] = []; // not the parent's, whose conditions may lead to TypeScript
    const worker = (this.options.spawn ?? spawnBuilt)({ workerData, execArgv });
    return PredictLink.open(worker, () => {
      this.crashed();
    });
  }

  private crashed(): void {
    if (this.stopped) return;
    this.link = undefined;
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
    const link = await this.open();
    if (this.artifact !== undefined) await link.load(this.artifact);
    this.link = link;
  }
}

function stoppedError(): PredictorError {
  return new PredictorError('stopped', 'the predictor was stopped');
}
