import type { Logger } from 'pino';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { lockFolder } from './folder-lock.js';
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
  const lock = await lockFolder(postgres.url).catch(async (error: unknown) => {
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
