import { scryptSync, type ScryptOptions } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

/** How much nicer than the rest of the server: on a busy machine a hash gets a quarter of a core beside casts. */
const NICER = 5;
const LEAST_PRIORITY = 19;

/** What the worker is sent. It answers with the key. */
export interface PasswordJob {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly keyBytes: number;
  readonly options: ScryptOptions;
}

/** Linux gives each thread a priority of its own; elsewhere it is that of the whole process, and stays. */
function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    setPriority(thread, Math.min(LEAST_PRIORITY, getPriority(thread) + NICER));
  } catch {
    // without /proc, or in a sandbox that forbids it
  }
}

lowerPriority();
parentPort?.on('message', ({ password, salt, keyBytes, options }: PasswordJob) => {
  parentPort?.postMessage(new Uint8Array(scryptSync(password, salt, keyBytes, options)));
});
