import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { MapPosition } from '../map/map-position.js';
import { whenAborted } from './when-aborted.js';

/** The input of one embedding; see embedCasts. */
export interface MapJob {
  readonly features: readonly Float32Array[];
  readonly before: readonly (MapPosition | undefined)[];
}

/** Always the built file: workers run plain Node, which cannot load TypeScript. */
const workerFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/map-worker');

/**
 * Runs embedCasts on a thread of its own: a thousand casts take seconds.
 * @throws the reason of `abort`, after which the thread ends
 */
export async function embedInWorker(job: MapJob, abort: AbortSignal): Promise<MapPosition[]> {
  abort.throwIfAborted();
  const worker = new Worker(workerFile(), { execArgv: [], workerData: job });
  const { aborted, stop } = whenAborted(abort);
  try {
    const embedded = new Promise<MapPosition[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => {
        setImmediate(reject, new Error(`the map worker ended (${code})`)); // after its message, if it sent one
      });
    });
    return await Promise.race([embedded, aborted]);
  } finally {
    stop();
    await worker.terminate();
  }
}
