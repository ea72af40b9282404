import { scryptSync, type ScryptOptions } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { lowerThreadPriority } from '@wandcast/recognition/thread-priority';

/** On a busy machine a hash gets a quarter of a core beside casts. */
const NICER = 5;

/** What the worker is sent. It answers with the key. */
export interface PasswordJob {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly keyBytes: number;
  readonly options: ScryptOptions;
}

lowerThreadPriority(NICER);
parentPort?.on('message', ({ password, salt, keyBytes, options }: PasswordJob) => {
  parentPort?.postMessage(new Uint8Array(scryptSync(password, salt, keyBytes, options)));
});
