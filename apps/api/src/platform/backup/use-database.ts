import path from 'node:path';
import { existsSync } from 'node:fs';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import { readPassword } from '../database/embedded/postgres-cluster.js';
import { embeddedUrl, findPostmaster } from '../database/embedded/postmaster-file.js';
import { BackupError } from './backup-error.js';

export interface DatabasePlace {
  /** External database; undefined for the embedded one. */
  readonly url: string | undefined;
  readonly dataFolder: string;
  /** Whether an embedded database may be created. */
  readonly create: boolean;
}

/**
 * Calls `use` with the URL of the database, whether or not a server runs on it. The embedded one is started for it if it
 * does not run, and stopped afterwards.
 * @throws BackupError if there is no database
 */
export async function useDatabase<T>(
  { url, dataFolder, create }: DatabasePlace,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (url !== undefined) return use(url);
  const folder = path.resolve(dataFolder);
  const data = path.join(folder, 'postgres');
  if (!create && !existsSync(data))
    throw new BackupError(`there is no database in ${folder}: name its folder with --data, or set DATABASE_URL`);
  const running = existsSync(data) ? findPostmaster(data) : undefined;
  if (running !== undefined) return use(embeddedUrl(readPassword(folder), running.port));
  const postgres = await startEmbeddedPostgres(folder);
  try {
    return await use(postgres.url);
  } finally {
    await postgres.stop();
  }
}
