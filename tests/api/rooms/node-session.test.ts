import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { NodeSession } from '../../../apps/api/src/rooms/leases/node-session.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url);
});
afterAll(async () => {
  await database.remove();
});

test('a node lives on while the database is read-only, also over a new connection', async () => {
  const session = new NodeSession(database.url, randomUUID());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const name = new URL(database.url).pathname.slice(1);
  try {
    expect(await session.beat()).toEqual({ hasPeers: false, rooms: [] });
    await client.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const beat = (): Promise<unknown> => session.beat().catch(() => undefined); // the one over the ended connection fails
    await expect.poll(beat).toEqual({ hasPeers: false, rooms: [] });
  } finally {
    await session.end();
    await client.end();
  }
});
