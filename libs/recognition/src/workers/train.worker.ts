import { parentPort, workerData } from 'node:worker_threads';
import { measureBaselines } from '../training/baselines.js';
import { startEngine } from '../engine/tensorflow-engine.js';
import { sentError } from './error-transfer.js';
import { unpackSignals } from './signal-transfer.js';
import { train, trainLive } from '../training/train.js';
import type { TrainerProgress } from '../progress/trainer-progress.js';
import type { Trained, TrainingSet } from '../training/training-options.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { lowerThreadPriority } from './thread-priority.js';
import type { FromTrainWorker, ToTrainWorker, WorkerStart } from './worker-messages.js';

/** On a busy machine a training gets a quarter of a core beside casts. */
const NICER = 5;

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker');
const post = (message: FromTrainWorker, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

async function work({ task, signals, labels, users, tested, options }: ToTrainWorker): Promise<void> {
  const all = unpackSignals(signals).map((signal, i) => ({ signal, label: labels[i] ?? null, user: users[i] ?? '' }));
  const learned = all.slice(0, all.length - (tested ?? 0));
  const labeled = (some: typeof all): LabeledCast[] =>
    some.flatMap(({ label, ...cast }) => (label === null ? [] : [{ ...cast, label }]));
  const set: TrainingSet = {
    casts: labeled(learned),
    unlabeled: learned.filter(({ label }) => label === null),
    ...(tested !== null && { test: labeled(all.slice(learned.length)) }),
  };
  const onProgress = (progress: TrainerProgress): void => {
    post({ kind: 'progressed', progress });
  };
  switch (task) {
    case 'train': {
      const onFirst = (first: Trained): void => {
        post({ kind: 'first', first });
      };
      const trained = await train(set, { ...options, live: false }, { onProgress, onFirst });
      post({ kind: 'trained', trained }, [trained.artifact.weights.buffer as ArrayBuffer]);
      break;
    }
    case 'live':
      post({ kind: 'live', parts: await trainLive(set, options, { onProgress }) });
      break;
    case 'compare':
      post({ kind: 'compared', baselines: await measureBaselines(set, options, { onProgress }) });
      break;
  }
}

function fail(error: unknown): void {
  post({ kind: 'failed', error: sentError(error) });
}

lowerThreadPriority(NICER); // before the engine starts threads, which take it over
try {
  const { name, reason } = await startEngine((workerData as WorkerStart).engine);
  port.once('message', (job: ToTrainWorker) => void work(job).catch(fail));
  post({ kind: 'started', engine: name, reason });
} catch (error) {
  fail(error);
}
