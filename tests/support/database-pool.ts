import pg from 'pg';

/**
 * Connections of a test's own to a database. That they are cut at the end is no error: a pool says that it has ended before
 * its connections have.
 */
export function openPool(connectionString: string, max = 1): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => undefined);
  return pool;
}
