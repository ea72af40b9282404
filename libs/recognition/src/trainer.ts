import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Artefact } from './artefact.js';
import type { LabelledCast } from './labelled-cast.js';
import { receivedError } from './sent-error.js';
import { packSignals } from './signal-pack.js';
import type { TrainingHooks, WorkerTrainingOptions } from './training-options.js';
import type { FromTrainWorker, ToTrainWorker, WorkerStart } from './worker-protocol.js';

/** Always the built file: a worker is plain Node, which reads no TypeScript, whatever conditions its parent runs under. */
const workerFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/train-worker');

/**
 * Trains a model in a worker of its own, which ends with the job: WebAssembly memory never shrinks, and a fit would
 * stop the event loop for seconds.
 * @throws TrainingError where the casts teach nothing, EngineError, the reason of `abort`, or Error where the worker died
 */
export async function trainInWorker(
  casts: readonly LabelledCast[],
  { engine, ...options }: WorkerTrainingOptions,
  { onProgress, abort }: TrainingHooks = {},
): Promise<Artefact> {
  abort?.throwIfAborted();
  const worker = new Worker(workerFile(), { execArgv: [], workerData: { engine } satisfies WorkerStart });
  const stop = new AbortController(); // takes the listener off a signal that outlives the job
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(abort?.reason as Error);
    };
    abort?.addEventListener('abort', onAbort, { signal: stop.signal });
  });
  try {
    return await Promise.race([aborted, work(worker, casts, options, onProgress)]);
  } finally {
    stop.abort();
    await worker.terminate();
  }
}

function work(
  worker: Worker,
  casts: readonly LabelledCast[],
  options: ToTrainWorker['options'],
  onProgress: TrainingHooks['onProgress'],
): Promise<Artefact> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`the training worker ended (${code})`));
    });
    worker.on('message', (message: FromTrainWorker) => {
      switch (message.kind) {
        case 'started': {
          const job: ToTrainWorker = {
            signals: packSignals(casts.map(({ signal }) => signal)),
            labels: casts.map(({ label }) => label),
            users: casts.map(({ user }) => user),
            options,
          };
          worker.postMessage(job, [job.signals.values.buffer]);
          break;
        }
        case 'progressed':
          onProgress?.(message.progress);
          break;
        case 'trained':
          resolve(message.artefact);
          break;
        case 'failed':
          reject(receivedError(message.error));
          break;
      }
    });
  });
}
