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
