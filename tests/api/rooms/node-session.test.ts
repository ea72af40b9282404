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

test('a node that goes on under another id never lists itself under the earlier one, whatever was under way', async () => {
  const [session, other] = [new NodeSession(database.url, randomUUID()), new NodeSession(database.url, randomUUID())];
  await session.announce('http://127.0.0.1:1');
  await session.beat();
  await other.beat();
  expect(other.peers).toEqual([{ id: session.id, url: 'http://127.0.0.1:1' }]);
  const underWay = session.beat().catch(() => undefined);
  const next = session.retire();
  await other.remove(session.id);
  await underWay;
  await expect(session.beat()).rejects.toThrow('another id');
  await next.beat();
  await other.beat();
  expect(other.peers).toEqual([{ id: next.id, url: 'http://127.0.0.1:1' }]);
  for (const one of [next, other]) await one.end();
});

test('a silent connection is replaced, and the node lives on', async () => {
  const session = new NodeSession(database.url, randomUUID());
  await session.beat();
  const beating = session.beat();
  expect(await session.connectAgain()).toBe(true);
  expect(await beating).toEqual({ hasPeers: false, rooms: [] });
  expect(await session.beat()).toEqual({ hasPeers: false, rooms: [] });
  await session.end();
  expect(await new NodeSession('postgres://nobody@127.0.0.1:1/none', randomUUID()).connectAgain()).toBe(false);
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
