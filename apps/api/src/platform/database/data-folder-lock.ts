import pg from 'pg';

export interface FolderLock {
  release(): Promise<void>;
}

/** Advisory lock key, unique within this database. */
const LOCK = 72_707_370;

/**
 * Ensures that one server uses an embedded database: a session-level advisory lock, released when its holder dies.
 * @returns undefined if another server holds it
 */
export async function lockFolder(url: string): Promise<FolderLock | undefined> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('error', () => undefined); // the pool logs a lost database
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [LOCK]);
  if (rows[0]?.got === true) return { release: () => client.end() };
  await client.end();
  return undefined;
}
