import pg from 'pg';

/**
 * Opens a connection pool for a test. Ignores errors of connections that the server terminates: `pool.end()` resolves
 * before they are closed.
 */
export function openPool(connectionString: string, max = 1): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => undefined);
  return pool;
}

/** Rows that the server changes by itself: when someone was last seen, and limits. */
const LIVELY = ['nodes', 'room_leases', 'sessions', 'rate_limit_buckets', 'label_leases', '_prisma_migrations'];

/** A digest of each table's rows. */
export async function tableDigests(databaseUrl: string): Promise<Record<string, string>> {
  const pool = openPool(databaseUrl);
  try {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1)`,
      [LIVELY],
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: answer } = await pool.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM ${name} t`,
      );
      found[name] = answer[0]?.digest ?? '';
    }
    return found;
  } finally {
    await pool.end();
  }
}
