import { createHash } from 'node:crypto';
import pg from 'pg';

/** A lock that PostgreSQL frees when its holder dies. */
export interface SessionLock {
  /** Aborts where the connection was lost, and the lock with it. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** A node that vanished without a word is noticed after about 5 + 3 x 2 s, by PostgreSQL. */
const KEEPALIVE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/**
 * Tries to get the lock of that name, on a connection of its own: it is held for as long as that lives.
 * @returns undefined where someone else has it
 */
export async function trySessionLock(url: string, name: string): Promise<SessionLock | undefined> {
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
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [keyOf(name)]);
    if (rows[0]?.got === true) return { lost: lost.signal, release: () => client.end().catch(() => undefined) };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}

/** Names become the 64-bit numbers that PostgreSQL locks. */
function keyOf(name: string): string {
  return createHash('sha256').update(`wandcast ${name}`).digest().readBigInt64BE().toString();
}
