import { createHash } from 'node:crypto';
import pg from 'pg';

/** A session-level advisory lock, which PostgreSQL releases when its holder's connection ends. */
export interface SessionLock {
  /** Aborts if the connection, and so the lock, is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Makes PostgreSQL detect a dead client after about 5 + 3 x 2 s. */
const KEEPALIVE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/**
 * Tries to acquire a lock on its own connection, which holds it until released.
 * @param lock a name, or one of `LOCK_KEYS`
 * @returns undefined if another session holds it
 */
export async function trySessionLock(url: string, lock: string | number): Promise<SessionLock | undefined> {
  const application_name = 'wandcast lock';
  const client = new pg.Client({ connectionString: url, application_name, keepAlive: true, options: KEEPALIVE });
  const lost = new AbortController();
  const lose = (): void => {
    lost.abort(new Error('the lock was lost with its connection'));
  };
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
    const key = typeof lock === 'string' ? keyOf(lock) : lock;
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [key]);
    if (rows[0]?.got === true) return { lost: lost.signal, release: () => client.end().catch(() => undefined) };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}

/** Hashes a name to the 64-bit key of an advisory lock. */
function keyOf(name: string): string {
  return createHash('sha256').update(`wandcast ${name}`).digest().readBigInt64BE().toString();
}
