import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { EnginePreference } from '../engine/engine-preference.js';
import { receivedError } from './error-transfer.js';
import type { FromTrainWorker, ToTrainWorker, WorkerStart } from './worker-messages.js';

/**
 * Always the built file: workers run plain Node, which cannot load TypeScript, regardless of the parent's conditions.
 */
const workerFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/train-worker');

/** A thread that runs one training job and ends with it. */
export class TrainingThread {
  /** Resolves when the engine has started; rejects if it cannot. */
  readonly started: Promise<void>;
  /** Rejects when the thread has ended. */
  readonly ended: Promise<never>;
  isGone = false;
  private readonly worker: Worker;

  constructor(readonly engine: EnginePreference) {
    this.worker = new Worker(workerFile(), { execArgv: [], workerData: { engine } satisfies WorkerStart });
    this.ended = new Promise((_, reject) => {
      this.worker.on('error', reject);
      this.worker.on('exit', (code) => {
        this.isGone = true;
        // Deliver the last messages before reporting the end.
        setImmediate(reject, new Error(`the training worker ended (${code})`));
      });
    });
    this.started = new Promise((resolve, reject) => {
      this.worker.once('message', (message: FromTrainWorker) => {
        if (message.kind === 'failed') reject(receivedError(message.error));
        else resolve();
      });
    });
    for (const promise of [this.started, this.ended]) promise.catch(() => undefined); // errors are handled by the job
  }

  /** Subscribes to messages of the thread. */
  onMessage(listener: (message: FromTrainWorker) => void): void {
    this.worker.on('message', listener);
  }

  /** Sends the job; transfers its signals. */
  send(job: ToTrainWorker): void {
    this.worker.postMessage(job, [job.signals.values.buffer]);
  }

  /** Whether the thread keeps the process alive. */
  hold(isHeld: boolean): this {
    if (isHeld) this.worker.ref();
    else this.worker.unref();
    return this;
  }

  /** Stops the thread. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }
}

let spare: TrainingThread | undefined;

/**
 * Starts a worker in advance: a training that someone waits for then begins a third of a second sooner. It holds about
 * 50 MB and does not keep the process alive.
 */
export function prepareTraining(engine: EnginePreference): void {
  if (spare !== undefined && !spare.isGone && spare.engine === engine) return;
  void spare?.terminate();
  spare = new TrainingThread(engine).hold(false);
}

/** The worker that was started in advance if it has that engine, otherwise a new one. */
export function spareThread(engine: EnginePreference): TrainingThread {
  if (spare === undefined || spare.isGone || spare.engine !== engine) return new TrainingThread(engine);
  const taken = spare.hold(true);
  spare = undefined;
  return taken;
}
