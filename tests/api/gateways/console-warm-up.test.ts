import { expect, test } from 'vitest';
import { openPool } from '../../support/database-pool.js';
import { seedCasts } from '../../support/seed-casts.js';
import { startTestServer } from '../../support/test-server.js';

test('warming up the console reads without errors, and changes nothing', async () => {
  const server = await startTestServer();
  const pool = openPool(server.databaseUrl);
  await seedCasts(pool, { casts: 40, people: 3 });
  await pool.end();
  const tables = ['label_leases', 'predictions', 'labels', 'sessions', 'audit'];
  const sizes = (): Promise<{ table: string; rows: number }[]> =>
    server.query(tables.map((table) => `SELECT '${table}' AS table, count(*)::int AS rows FROM ${table}`).join(' UNION ALL ')); // prettier-ignore
  const before = await sizes();
  await server.warmUp();
  expect(await sizes()).toEqual(before);
  expect(server.log).toEqual([]);
  await server.remove();
});

test('a server that stops while it warms up stops as usual', async () => {
  const server = await startTestServer();
  const warmUp = server.warmUp();
  await server.remove();
  await warmUp;
  expect(server.log).toEqual([]);
});
