import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { lockFolder, type FolderLock } from './data-folder-lock.js';
import { migrate } from './migrate.js';

export interface OpenDatabase {
  readonly url: string;
  readonly kind: 'embedded' | 'external';
  close(): Promise<void>;
}

/**
 * A migrated database: the external one where there is one, else PostgreSQL in `folder`, which this server
 * alone may use.
 * @throws with one clear line; what was started by then is stopped again
 */
export async function openDatabase(external: string | undefined, folder: string, log: Logger): Promise<OpenDatabase> {
  const began = performance.now();
  if (external !== undefined) {
    const applied = await migrate(external);
    log.info({ applied, ms: Math.round(performance.now() - began) }, 'external database ready');
    return { url: external, kind: 'external', close: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres(folder);
  const lock = await lockSoon(postgres.url).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  if (lock === undefined) throw new Error(`another Wandcast server is using ${folder}: stop it, or use --data`);
  const close = async (): Promise<void> => {
    await postgres.stop(); // first: whoever gets the lock must not adopt a database that is about to stop
    await lock.release().catch(() => undefined); // it went with the database
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

/** The lock of a server that was just killed goes with its connection: a moment after it, ms. */
const LEAVES_IN_MS = 2_000;
const RETRY_MS = 100;

async function lockSoon(url: string): Promise<FolderLock | undefined> {
  const giveUpAt = performance.now() + LEAVES_IN_MS;
  for (;;) {
    const lock = await lockFolder(url);
    if (lock !== undefined || performance.now() > giveUpAt) return lock;
    await sleep(RETRY_MS);
  }
}
