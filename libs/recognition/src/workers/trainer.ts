import { CombinedProgress } from './combined-progress.js';
import { withParts } from '../artifact/artifact.js';
import type { Baselines } from '../training/baselines.js';
import { receivedError } from './error-transfer.js';
import { packSignals } from './signal-transfer.js';
import type { Trained, TrainingHooks, TrainingSet, WorkerTrainingOptions } from '../training/training-options.js';
import { TrainingThread, spareThread } from './train-worker-thread.js';
import type { FromTrainWorker, ToTrainWorker } from './worker-messages.js';

type Result = Extract<FromTrainWorker, { readonly kind: 'trained' | 'live' | 'compared' }>;

/**
 * Trains a model in dedicated workers that end with the job: WebAssembly memory never shrinks, and a fit would block
 * the event loop for seconds. The networks for casts in progress train in parallel, on another core.
 * @throws TrainingError if the casts cannot train a model, EngineError, the reason of `abort`, or Error if a worker
 *   died
 */
export async function trainInWorker(
  set: TrainingSet,
  options: WorkerTrainingOptions,
  { onProgress, abort, ...hooks }: TrainingHooks = {},
): Promise<Trained> {
  const failed = new AbortController(); // a failure of either half stops the other
  const signal = abort === undefined ? failed.signal : AbortSignal.any([abort, failed.signal]);
  const progress = new CombinedProgress(onProgress);
  const halves = [
    runInWorker('train', set, options, { ...hooks, abort: signal, onProgress: progress.whole }),
    ...(hasLiveHalf(options)
      ? [runInWorker('live', { casts: set.casts }, options, { abort: signal, onProgress: progress.live })]
      : []),
  ];
  try {
    const [whole, live] = await Promise.all(halves);
    if (whole?.kind !== 'trained') throw new Error(`${String(whole?.kind)} instead of trained`);
    const { artifact, report } = whole.trained;
    return live?.kind === 'live' ? { artifact: withParts(artifact, live.parts), report } : whole.trained;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(halves);
    throw error;
  }
}

function hasLiveHalf({ kind, live = true }: WorkerTrainingOptions): boolean {
  return live && kind !== 'cnn2018';
}

/**
 * Measures the baselines on the test set, or on held-out people, in a dedicated worker.
 * @throws as {@link trainInWorker}
 */
export async function measureBaselinesInWorker(
  set: Pick<TrainingSet, 'casts' | 'test'>,
  options: Omit<WorkerTrainingOptions, 'kind'>,
  hooks: Pick<TrainingHooks, 'abort' | 'onProgress'> = {},
): Promise<Baselines> {
  const result = await runInWorker('compare', set, { ...options, kind: 'cnn2018' }, hooks);
  if (result.kind !== 'compared') throw new Error(`${result.kind} instead of compared`);
  return result.baselines;
}

async function runInWorker(
  task: ToTrainWorker['task'],
  set: TrainingSet,
  { engine, ...options }: WorkerTrainingOptions,
  { abort, ...hooks }: TrainingHooks,
): Promise<Result> {
  abort?.throwIfAborted();
  const worker = task === 'train' ? spareThread(engine) : new TrainingThread(engine);
  const stop = new AbortController(); // removes the listener from a signal that outlives the job
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(abort?.reason as Error);
    };
    abort?.addEventListener('abort', onAbort, { signal: stop.signal });
  });
  try {
    return await Promise.race([aborted, worker.ended, resultOf(worker, () => jobOf(task, set, options), hooks)]);
  } finally {
    stop.abort();
    await worker.terminate();
  }
}

function jobOf(
  task: ToTrainWorker['task'],
  { casts, unlabeled = [], test }: TrainingSet,
  options: ToTrainWorker['options'],
): ToTrainWorker {
  const all = [...casts, ...unlabeled, ...(test ?? [])];
  return {
    task,
    signals: packSignals(all.map(({ signal }) => signal)),
    labels: [
      ...casts.map(({ label }) => label),
      ...unlabeled.map(() => null),
      ...(test ?? []).map(({ label }) => label),
    ],
    users: all.map(({ user }) => user),
    tested: test?.length ?? null,
    options,
  };
}

/** @throws the worker's error, or why it has no engine */
async function resultOf(
  worker: TrainingThread,
  job: () => ToTrainWorker,
  { onProgress, onFirst }: TrainingHooks,
): Promise<Result> {
  await worker.started;
  return new Promise((resolve, reject) => {
    worker.onMessage((message: FromTrainWorker) => {
      switch (message.kind) {
        case 'started':
          break;
        case 'progressed':
          onProgress?.(message.progress);
          break;
        case 'first':
          onFirst?.(message.first);
          break;
        case 'trained':
        case 'live':
        case 'compared':
          resolve(message);
          break;
        case 'failed':
          reject(receivedError(message.error));
          break;
      }
    });
    worker.send(job());
  });
}
