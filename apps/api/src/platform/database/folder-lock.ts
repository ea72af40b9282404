import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../logging/log.js';
import { trySessionLock, type SessionLock } from './advisory-lock.js';
import { LOCK_KEYS } from './lock-keys.js';

/** How long to wait for the lock, ms: PostgreSQL releases a killed server's lock a moment later. */
const WAIT_MS = 2_000;
const RETRY_MS = 100;

/** The lock of a data folder. It is taken again whenever its connection is lost, as when PostgreSQL is restarted. */
export interface FolderLock {
  /** Stops taking it again: PostgreSQL is about to be stopped. */
  yield(): void;
  release(): Promise<void>;
}

/** @returns undefined if another server holds it */
export async function lockFolder(url: string, log: Pick<Log, 'error'>): Promise<FolderLock | undefined> {
  const first = await waitForLock(url);
  if (first === undefined) return undefined;
  let current: SessionLock = first;
  const givenUp = new AbortController();
  const isHeld = (): boolean => !givenUp.signal.aborted;
  void (async () => {
    while (isHeld()) {
      await lossOf(current);
      let isReported = false;
      while (isHeld()) {
        const again = await trySessionLock(url, LOCK_KEYS.dataFolder).catch(() => null); // null: no answer
        if (again) {
          current = again;
          if (!isHeld()) await again.release(); // given up meanwhile
          break;
        }
        if (again === undefined && !isReported) {
          log.error({}, 'another Wandcast server has taken over the data folder');
          isReported = true;
        }
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  })();
  return {
    yield: () => {
      givenUp.abort();
    },
    release: () => {
      givenUp.abort();
      return current.release();
    },
  };
}

async function waitForLock(url: string): Promise<SessionLock | undefined> {
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    const lock = await trySessionLock(url, LOCK_KEYS.dataFolder);
    if (lock !== undefined || performance.now() > giveUpAt) return lock;
    await sleep(RETRY_MS);
  }
}

function lossOf({ lost }: SessionLock): Promise<void> {
  return new Promise((resolve) => {
    if (lost.aborted) resolve();
    else
      lost.addEventListener('abort', () => {
        resolve();
      });
  });
}
