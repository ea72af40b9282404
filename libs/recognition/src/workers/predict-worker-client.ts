import type { Signal } from '@wandcast/gesture';
import type { Worker } from 'node:worker_threads';
import type { Artifact, ModelCard } from '../artifact/artifact.js';
import type { EngineName } from '../engine/engine-preference.js';
import { PredictorError } from './predictor-error.js';
import { receivedError } from './error-transfer.js';
import { packSignals } from './signal-transfer.js';
import type { FromPredictWorker, ModelHead, ToPredictWorker } from './worker-messages.js';

type Reply = Exclude<FromPredictWorker, { readonly kind: 'started' | 'failed' | 'refused' }>;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** The client of a running predict worker: requests and replies. It ends with the worker. */
export class PredictWorkerClient {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private ended = false;

  /**
   * Waits for the engine of a new worker.
   * @throws EngineError if it has none
   */
  static async open(worker: Worker, onEnd: (client: PredictWorkerClient) => void): Promise<PredictWorkerClient> {
    const starting = new Promise<{ engine: EngineName; reason: string }>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => {
        reject(new Error(`the predict worker ended (${code}) before it started`));
      });
      worker.once('message', (message: FromPredictWorker) => {
        if (message.kind === 'started') resolve(message);
        else reject(message.kind === 'failed' ? receivedError(message.error) : new Error(`${message.kind} came first`));
      });
    });
    try {
      const { engine, reason } = await starting;
      return new PredictWorkerClient(worker, engine, reason, onEnd);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  private constructor(
    private readonly worker: Worker,
    readonly engine: EngineName,
    readonly engineReason: string,
    private readonly onEnd: (client: PredictWorkerClient) => void,
  ) {
    // By name: without one, the listener of the worker's own port would go too.
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.on('message', (message: FromPredictWorker) => {
      this.receive(message);
    });
    worker.on('error', (error) => {
      this.end(`the predict worker failed: ${error instanceof Error ? error.message : String(error)}`);
    });
    worker.on('exit', (code) => {
      this.end(`the predict worker ended (${code})`);
    });
  }

  /**
   * Loads a model into a slot of the worker.
   * @throws ModelError, PredictorError `crashed`
   */
  async load(slot: number, artifact: Artifact): Promise<ModelCard> {
    const reply = await this.ask((id) => [{ kind: 'load', id, slot, artifact }, []]);
    if (reply.kind !== 'loaded') throw new Error(`${reply.kind} instead of loaded`);
    return reply.card;
  }

  /** Frees the model of a slot. @throws PredictorError `crashed` */
  async release(slot: number): Promise<void> {
    await this.ask((id) => [{ kind: 'release', id, slot }, []]);
  }

  /**
   * Predicts signals with the model of a slot, or computes their features.
   * @returns one row per signal
   * @throws ModelError `absent` before a model is loaded, PredictorError `crashed`
   */
  async predict(slot: number, head: ModelHead, signals: readonly Signal[]): Promise<number[][]> {
    const packed = packSignals(signals);
    const reply = await this.ask((id) => [
      { kind: 'predict', id, slot, head, signals: packed },
      [packed.values.buffer],
    ]);
    if (reply.kind !== 'predicted') throw new Error(`${reply.kind} instead of predicted`);
    const width = reply.probabilities.length / Math.max(1, signals.length);
    return signals.map((_, i) => Array.from(reply.probabilities.subarray(i * width, (i + 1) * width)));
  }

  /** Terminates the worker. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(message: (id: number) => [ToPredictWorker, ArrayBuffer[]]): Promise<Reply> {
    if (this.ended) return Promise.reject(new PredictorError('crashed', 'the predict worker has ended'));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage(...message(id));
    });
  }

  private receive(message: FromPredictWorker): void {
    if (message.kind === 'started' || message.kind === 'failed') return;
    const request = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === 'refused') request?.reject(receivedError(message.error));
    else request?.resolve(message);
  }

  private end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    for (const { reject } of this.waiting.values()) reject(new PredictorError('crashed', reason));
    this.waiting.clear();
    this.onEnd(this);
  }
}
