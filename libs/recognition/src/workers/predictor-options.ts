import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EnginePreference } from '../engine/engine-preference.js';
import { PredictWorkerClient } from './predict-worker-client.js';
import type { WorkerStart } from './worker-messages.js';

/** How to start a predictor. */
export interface PredictorOptions {
  readonly engine: EnginePreference;
  /** By how much other threads go first on a busy machine, 0 to 19; default 0. See `lowerThreadPriority`. */
  readonly nicer?: number;
  /** Starts the thread; default: the built predict worker. Tests replace it. */
  readonly spawn?: (options: WorkerOptions) => Worker;
}

/**
 * Starts a predict worker.
 * @param onEnd called when it ends later  @throws EngineError if the required engine is not available
 */
export function openPredictWorker(
  { engine, nicer, spawn = spawnPredictWorker }: PredictorOptions,
  onEnd: (client: PredictWorkerClient) => void,
): Promise<PredictWorkerClient> {
  const workerData: WorkerStart = { engine, nicer };
  const execArgv: string[] = []; // not the parent's: its conditions may resolve to TypeScript
  return PredictWorkerClient.open(spawn({ workerData, execArgv }), onEnd);
}

/** Always the built file: workers run plain Node, which cannot load TypeScript. */
function spawnPredictWorker(options: WorkerOptions): Worker {
  return new Worker(createRequire(import.meta.url).resolve('@wandcast/recognition/predict-worker'), options);
}
