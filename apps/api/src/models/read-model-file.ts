import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { FailureError } from '@wandcast/protocol';
import type { Artifact } from '@wandcast/recognition';
import type { ModelFileAnswer } from './model-file.worker.js';

/** Longest time and most memory for reading a file. A model takes a second, mostly to start the worker. */
const READ_MS = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * Reads a model file in a worker of its own, because small files can unpack to a lot of work.
 * @throws FailureError `model-unreadable`
 */
export async function readModelFile(bytes: Uint8Array): Promise<Artifact> {
  const file = createRequire(import.meta.url).resolve('@wandcast/api/model-file-worker'); // built: workers run plain Node
  const worker = new Worker(file, { execArgv: [], workerData: bytes, resourceLimits: MEMORY });
  try {
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(READ_MS) })) as [ModelFileAnswer];
    if ('artifact' in answer) return answer.artifact;
    throw new FailureError('model-unreadable', answer.detail);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw new FailureError('model-unreadable', 'reading it takes too much time or memory');
  } finally {
    await worker.terminate();
  }
}
