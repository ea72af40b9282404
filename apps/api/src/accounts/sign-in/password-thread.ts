import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { PasswordJob } from './password.worker.js';

/** A thread with a low priority that computes one password hash at a time; started with the first. */
export class PasswordThread {
  private worker: Worker | undefined;

  /** Call it again only after the last hash is computed. @throws Error if the thread fails; the next call starts another */
  async derive(job: PasswordJob): Promise<Buffer> {
    const worker = (this.worker ??= this.start());
    worker.ref(); // a command must not end while it waits
    const settled = new AbortController();
    const exit = once(worker, 'exit', settled).then(([code]) => {
      throw new Error(`the thread for passwords ended with ${code}`);
    });
    try {
      worker.postMessage(job);
      const [key] = (await Promise.race([once(worker, 'message', settled), exit])) as [Uint8Array];
      return Buffer.from(key);
    } catch (error) {
      this.worker = undefined;
      throw error;
    } finally {
      settled.abort();
      worker.unref();
    }
  }

  private start(): Worker {
    const file = createRequire(import.meta.url).resolve('@wandcast/api/password-worker'); // built: workers run plain Node
    const worker = new Worker(file, { execArgv: [] });
    return worker.once('exit', () => {
      if (this.worker === worker) this.worker = undefined; // also while nobody waits
    });
  }
}
