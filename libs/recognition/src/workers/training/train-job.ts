import { readFileSync } from 'node:fs';
import { measureBaselines } from '../../training/baselines.js';
import { train, trainLive } from '../../training/train.js';
import type { Signal } from '@wandcast/gesture';
import type { TrainerProgress } from '../../progress/trainer-progress.js';
import type { Trained, TrainingCost, TrainingSet } from '../../training/training-options.js';
import type { LabeledCast } from '../../recognizer/labeled-cast.js';
import type { FromTrainProcess, TrainJob } from '../worker-messages.js';

/**
 * Runs the job of a training process and posts its progress and result.
 * @throws TrainingError if the casts cannot train a model
 */
export async function runTrainJob(
  signals: readonly Signal[],
  { task, labels, users, tested, options }: TrainJob,
  post: (message: FromTrainProcess) => void,
): Promise<void> {
  const all = signals.map((signal, i) => ({ signal, label: labels[i] ?? null, user: users[i] ?? '' }));
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
      post({ kind: 'trained', trained, cost: cost() });
      break;
    }
    case 'live': {
      const parts = await trainLive(set, options, { onProgress });
      post({ kind: 'live', parts, cost: cost() });
      break;
    }
    case 'compare': {
      const baselines = await measureBaselines(set, options, { onProgress });
      post({ kind: 'compared', baselines, cost: cost() });
      break;
    }
  }
}

/** What this process has cost since it started. */
function cost(): TrainingCost {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, peakMb: peakMb() };
}

/** Linux counts what the parent had in use before this process began into `maxRSS`, but not here. */
function peakMb(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // another system
  }
  return process.resourceUsage().maxRSS / 1024;
}
