import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { EnginePreference } from '../engine/engine-preference.js';
import { receivedError } from './error-transfer.js';
import type { FromTrainWorker, ToTrainWorker, WorkerStart } from './worker-messages.js';

/** Always the built file: a worker is plain Node, which reads no TypeScript, whatever conditions its parent runs under. */
const workerFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/train-worker');

/** A thread that does one job of training and ends with it. */
export class TrainingThread {
  /** Resolves when its engine is up. */
  readonly started: Promise<void>;
  /** Rejects when the thread is gone. */
  readonly ended: Promise<never>;
  isGone = false;
  private readonly worker: Worker;

  constructor(readonly engine: EnginePreference) {
    this.worker = new Worker(workerFile(), { execArgv: [], workerData: { engine } satisfies WorkerStart });
    this.ended = new Promise((_, reject) => {
      this.worker.on('error', reject);
      this.worker.on('exit', (code) => {
        this.isGone = true;
        // What it said last arrives together with its end, and must be heard first.
        setImmediate(reject, new Error(`the training worker ended (${code})`));
      });
    });
    this.started = new Promise((resolve, reject) => {
      this.worker.once('message', (message: FromTrainWorker) => {
        if (message.kind === 'failed') reject(receivedError(message.error));
        else resolve();
      });
    });
    for (const promise of [this.started, this.ended]) promise.catch(() => undefined); // heard by whoever has a job
  }

  onMessage(listener: (message: FromTrainWorker) => void): void {
    this.worker.on('message', listener);
  }

  send(job: ToTrainWorker): void {
    this.worker.postMessage(job, [job.signals.values.buffer]);
  }

  /** Whether the process stays for it. */
  hold(isHeld: boolean): this {
    if (isHeld) this.worker.ref();
    else this.worker.unref();
    return this;
  }

  async terminate(): Promise<void> {
    await this.worker.terminate();
  }
}

let spare: TrainingThread | undefined;

/**
 * Starts a worker ahead: a training that someone waits for begins a third of a second sooner, and more on a busy
 * machine. It holds about 50 MB until then, and no process open.
 */
export function prepareTraining(engine: EnginePreference): void {
  if (spare !== undefined && !spare.isGone && spare.engine === engine) return;
  void spare?.terminate();
  spare = new TrainingThread(engine).hold(false);
}

/** The worker that was started ahead, where there is one of that engine, else a new one. */
export function spareThread(engine: EnginePreference): TrainingThread {
  if (spare === undefined || spare.isGone || spare.engine !== engine) return new TrainingThread(engine);
  const taken = spare.hold(true);
  spare = undefined;
  return taken;
}
