import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { trySessionLock, type SessionLock } from './advisory-lock.js';
import { LOCK_KEYS } from './lock-keys.js';
import { migrate } from './migrate.js';

export interface OpenDatabase {
  readonly url: string;
  readonly kind: 'embedded' | 'external';
  close(): Promise<void>;
}

/**
 * Opens and migrates the external database if one is given, else an embedded PostgreSQL in `folder` that is locked for
 * this server.
 * @throws Error with one line; anything started before is stopped
 */
export async function openDatabase(external: string | undefined, folder: string, log: Logger): Promise<OpenDatabase> {
  const began = performance.now();
  if (external !== undefined) {
    const applied = await migrate(external);
    log.info({ applied, ms: Math.round(performance.now() - began) }, 'external database ready');
    return { url: external, kind: 'external', close: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres(folder);
  const lock = await waitForLock(postgres.url).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  if (lock === undefined) throw new Error(`another Wandcast server is using ${folder}: stop it, or use --data`);
  const close = async (): Promise<void> => {
    await postgres.stop(); // before the lock, or the next server could adopt a database that is stopping
    await lock.release();
  };
  try {
    const applied = await migrate(postgres.url);
    const ms = Math.round(performance.now() - began);
    log.info({ applied, adopted: postgres.adopted, ms }, 'embedded database ready');
  } catch (error) {
    await close();
    throw error;
  }
  return { url: postgres.url, kind: 'embedded', close };
}

/** How long to wait for the lock, ms: PostgreSQL releases a killed server's lock a moment later. */
const LOCK_WAIT_MS = 2_000;
const RETRY_MS = 100;

async function waitForLock(url: string): Promise<SessionLock | undefined> {
  const giveUpAt = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const lock = await trySessionLock(url, LOCK_KEYS.dataFolder);
    if (lock !== undefined || performance.now() > giveUpAt) return lock;
    await sleep(RETRY_MS);
  }
}
