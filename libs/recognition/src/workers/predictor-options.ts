import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EnginePreference } from '../engine/engine-preference.js';

/** How to start a a predictor. */
export interface PredictorOptions {
  readonly engine: EnginePreference;
  /** By how much other threads go first on a busy machine, 0 to 19; default 0. See `lowerThreadPriority`. */
  readonly nicer?: number;
  /** Starts the thread; default: the built predict worker. Tests replace it. */
  readonly spawn?: (options: WorkerOptions) => Worker;
}

/** Always the built file: workers run plain Node, which cannot load TypeScript. */
export function spawnPredictWorker(options: WorkerOptions): Worker {
  return new Worker(createRequire(import.meta.url).resolve('@wandcast/recognition/predict-worker'), options);
}
