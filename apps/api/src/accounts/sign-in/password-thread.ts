import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { PasswordJob } from './password.worker.js';

/** A thread with a low priority that computes one password hash at a time; started with the first. */
export class PasswordThread {
  private worker: Worker | undefined;

  /** Call it again only after the last hash is computed. @throws Error if the thread fails; the next call starts another */
  async derive(job: PasswordJob): Promise<Buffer> {
    const worker = (this.worker ??= startWorker());
    worker.ref(); // a command must not end while it waits
    try {
      worker.postMessage(job);
      const [key] = (await once(worker, 'message')) as [Uint8Array];
      return Buffer.from(key);
    } catch (error) {
      this.worker = undefined;
      throw error;
    } finally {
      worker.unref();
    }
  }
}

function startWorker(): Worker {
  const file = createRequire(import.meta.url).resolve('@wandcast/api/password-worker'); // built: workers run plain Node
  return new Worker(file, { execArgv: [] });
}
