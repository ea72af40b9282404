import type { Logger } from 'pino';
import { databaseFault, faultText } from './faults/database-fault.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { lockFolder } from './folder-lock.js';
import { migrate } from './migrate.js';

export interface OpenDatabase {
  readonly url: string;
  readonly kind: 'embedded' | 'external';
  close(): Promise<void>;
}

/**
 * Opens and migrates the external database if one is given, else an embedded PostgreSQL in `folder` that is locked for
 * this server.
 * @param onLaunched called when this process has nothing to do but wait for PostgreSQL
 * @throws Error with one line; anything started before is stopped
 */
export async function openDatabase(
  external: string | undefined,
  folder: string,
  log: Logger,
  onLaunched: () => void = () => undefined,
): Promise<OpenDatabase> {
  const began = performance.now();
  if (external !== undefined) {
    onLaunched();
    const applied = await migrate(external).catch((error: unknown) => {
      throw withRemedy(error as Error, 'external');
    });
    log.info({ applied, ms: Math.round(performance.now() - began) }, 'external database ready');
    return { url: external, kind: 'external', close: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres(folder, { log, onLaunched });
  const lock = await lockFolder(postgres.url, log).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  if (lock === undefined) {
    postgres.leave();
    throw new Error(`another Wandcast server is using ${folder}: stop it, or use --data`);
  }
  const close = async (): Promise<void> => {
    lock.yield();
    await postgres.stop(); // before the lock, or the next server could adopt a database that is stopping
    await lock.release();
  };
  try {
    const applied = await migrate(postgres.url);
    const ms = Math.round(performance.now() - began);
    log.info({ applied, adopted: postgres.adopted, ms }, 'embedded database ready');
  } catch (error) {
    await close();
    throw withRemedy(error as Error, 'embedded');
  }
  return { url: postgres.url, kind: 'embedded', close };
}

/** Adds what to do about a database that cannot be used. Errors of migrations name their own cause. */
function withRemedy(error: Error, kind: OpenDatabase['kind']): Error {
  const fault = databaseFault(error);
  return fault === undefined ? error : new Error(`${faultText(fault, kind)} (${error.message})`);
}
