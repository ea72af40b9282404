import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrismaClient } from '../../../apps/api/src/generated/prisma/client.js';
import { databaseFailure } from '../../../apps/api/src/platform/failures/database-failure.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.remove();
});

const WAITING = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

test.each(['casts/overview', 'casts.ndjson', 'casts.csv.gz'])(
  '%s tells that the database has gone, and reads again when it is back',
  async (path) => {
    const ask = (): Promise<Response> =>
      fetch(`${server.url}/api/${path}`, { headers: { authorization: `Bearer ${server.owner}` } });
    const holder = new pg.Client({ connectionString: server.databaseUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN; LOCK TABLE casts, participants IN ACCESS EXCLUSIVE MODE');
      const answer = ask();
      await expect.poll(() => server.query(WAITING)).not.toHaveLength(0);
      await server.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) waiting`);
      const { status, headers } = await answer;
      expect([status, headers.get('content-type'), (await (await answer).json()) as unknown]).toEqual([
        503,
        expect.stringContaining('application/json'),
        expect.objectContaining({ code: 'database-busy' }),
      ]);
    } finally {
      await holder.end();
    }
    const again = await ask();
    expect(again.status).toBe(200);
    await again.arrayBuffer();
  },
);

test.each([
  ['a query', { query_timeout: 100 }],
  ['a connection', { connectionTimeoutMillis: 100, max: 1 }],
])('%s that hangs is given up and may be tried again', async (_, limits) => {
  const adapter = new PrismaPg({ connectionString: server.databaseUrl, ...limits });
  const prisma = new PrismaClient({ adapter });
  try {
    const results = await Promise.allSettled([1, 2].map(() => prisma.$queryRaw`SELECT 1 FROM pg_sleep(2)`));
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [databaseFailure(result.reason)] : [],
    );
    expect(failures.length).toBeGreaterThan(0);
    expect(new Set(failures)).toEqual(new Set(['database-busy']));
  } finally {
    await prisma.$disconnect();
  }
});
