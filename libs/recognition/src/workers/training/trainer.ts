import { CombinedProgress } from './combined-progress.js';
import { withParts } from '../../artifact/artifact.js';
import type { EnginePreference } from '../../engine/engine-preference.js';
import type { Baselines } from '../../training/baselines.js';
import { receivedError } from '../error-transfer.js';
import { packSignals } from '../signal-transfer.js';
import type { Trained, TrainingHooks, TrainingSet } from '../../training/training-options.js';
import { whenAborted } from '../when-aborted.js';
import type { JobProcess } from './job-process.js';
import type { ProcessTrainingOptions } from './process-training-options.js';
import { TrainingProcess, spareProcess } from './training-process.js';
import type { FromTrainProcess, TrainJob, TrainResult } from '../worker-messages.js';

/** Casts sent at a time: packing and copying them takes about a millisecond. */
const CASTS_AT_ONCE = 250;

/**
 * Trains a model in dedicated processes that end with the job: their memory never shrinks, and a fit would block the
 * event loop for seconds. The networks for casts in progress train in parallel, on another core.
 * @throws TrainingError if the casts cannot train a model, EngineError, the reason of `abort`, or TrainingProcessError if
 *   a process died
 */
export async function trainInProcess(
  set: TrainingSet,
  options: ProcessTrainingOptions,
  { onProgress, abort, ...hooks }: TrainingHooks = {},
): Promise<Trained> {
  const failed = new AbortController(); // a failure of either half stops the other
  const signal = abort === undefined ? failed.signal : AbortSignal.any([abort, failed.signal]);
  const progress = new CombinedProgress(onProgress);
  const cost = hooks.onCost && { onCost: hooks.onCost };
  const halves = [
    runInProcess('train', set, options, { ...hooks, abort: signal, onProgress: progress.whole }),
    ...(hasLiveHalf(options)
      ? [runInProcess('live', { casts: set.casts }, options, { ...cost, abort: signal, onProgress: progress.live })]
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

function hasLiveHalf({ kind, live = true }: ProcessTrainingOptions): boolean {
  return live && kind !== 'cnn2018';
}

/**
 * Measures the baselines on the test set, or on held-out people, in a dedicated process.
 * @throws as {@link trainInProcess}
 */
export async function measureBaselinesInProcess(
  set: Pick<TrainingSet, 'casts' | 'test'>,
  options: Omit<ProcessTrainingOptions, 'kind'>,
  hooks: Pick<TrainingHooks, 'abort' | 'onProgress'> = {},
): Promise<Baselines> {
  const result = await runInProcess('compare', set, { ...options, kind: 'cnn2018' }, hooks);
  if (result.kind !== 'compared') throw new Error(`${result.kind} instead of compared`);
  return result.baselines;
}

async function runInProcess(
  task: TrainJob['task'],
  set: TrainingSet,
  { engine, memoryMb, startProcess, ...options }: ProcessTrainingOptions,
  { abort, ...hooks }: TrainingHooks,
): Promise<TrainResult> {
  abort?.throwIfAborted();
  const child = startProcess?.() ?? startHere(task, engine, memoryMb);
  const { aborted, stop } = whenAborted(abort);
  try {
    const done = resultOf(child, hooks, abort);
    const sent = sendJob(child, { task, set, options }).then(() => done);
    return await Promise.race([aborted, child.ended, sent, done]);
  } finally {
    stop();
    await child.terminate();
  }
}

function startHere(task: TrainJob['task'], engine: EnginePreference, memoryMb: number | undefined): JobProcess {
  const child = task === 'train' ? spareProcess(engine) : new TrainingProcess(engine);
  return memoryMb === undefined ? child : child.limit(memoryMb);
}

interface Job {
  readonly task: TrainJob['task'];
  readonly set: TrainingSet;
  readonly options: TrainJob['options'];
}

/** @throws why the process has no engine, or is gone */
async function sendJob(child: JobProcess, { task, set, options }: Job): Promise<void> {
  await child.started;
  const { casts, unlabeled = [], test } = set;
  const all = [...casts, ...unlabeled, ...(test ?? [])];
  for (let from = 0; from < all.length; from += CASTS_AT_ONCE) {
    const some = all.slice(from, from + CASTS_AT_ONCE);
    await child.send({ kind: 'signals', signals: packSignals(some.map(({ signal }) => signal)) });
  }
  const labels = [casts.map(({ label }) => label), unlabeled.map(() => null), (test ?? []).map(({ label }) => label)];
  const users = all.map(({ user }) => user);
  await child.send({ kind: 'job', task, labels: labels.flat(), users, tested: test?.length ?? null, options });
}

/** Tells nothing after an abort, although the process may go on for a moment. @throws the error of the process */
function resultOf(
  child: JobProcess,
  { onProgress, onFirst, onCost }: TrainingHooks,
  abort: AbortSignal | undefined,
): Promise<TrainResult> {
  return new Promise((resolve, reject) => {
    child.onMessage((message: FromTrainProcess) => {
      if (abort?.aborted === true) return;
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
          onCost?.(message.cost);
          resolve(message);
          break;
        case 'failed':
          reject(receivedError(message.error));
          break;
      }
    });
  });
}
