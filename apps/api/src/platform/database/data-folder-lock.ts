import pg from 'pg';

export interface FolderLock {
  release(): Promise<void>;
}

/** Any number, as long as nothing else in this database uses it. */
const LOCK = 72_707_370;

/**
 * One server per embedded database: a session-level advisory lock, freed by PostgreSQL when its holder dies.
 * @returns undefined where another server has it
 */
export async function lockFolder(url: string): Promise<FolderLock | undefined> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('error', () => undefined); // the pool will tell of a lost database, in more useful words
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [LOCK]);
  if (rows[0]?.got === true) return { release: () => client.end() };
  await client.end();
  return undefined;
}
