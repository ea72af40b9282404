import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../apps/api/src/platform/database/embedded/embedded-postgres.js';
import { openPool } from '../../../apps/api/src/platform/database/database.js';
import { openDatabase } from '../../../apps/api/src/platform/database/open-database.js';
import { inTransaction } from '../../../apps/api/src/platform/database/transaction.js';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { temporaryFolder } from '../../support/server-process.js';
import { atDatabase } from '../../support/test-database.js';
import { startTestServer } from '../../support/test-server.js';

let folder: string;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  postgres = await startEmbeddedPostgres(folder);
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a connection that ends between two queries of a transaction fails that, and nothing else', async () => {
  const pool = openPool(postgres.url, { max: 1 });
  pool.on('error', () => undefined);
  const transaction = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await run(postgres.url, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
    await ended;
    await client.query('SELECT 1');
  });
  await expect(transaction).rejects.toThrow();
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

/** Creates an empty database. @returns its URL */
async function database(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return atDatabase(postgres.url, name);
}

async function migrations(name: string, files: Record<string, string>): Promise<string> {
  const home = path.join(folder, name);
  for (const [migration, sql] of Object.entries(files)) {
    await mkdir(path.join(home, migration), { recursive: true });
    await writeFile(path.join(home, migration, 'migration.sql'), sql);
  }
  return home;
}

describe('migrations', () => {
  test('are applied once if several nodes start at once', async () => {
    const url = await database('racing');
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrate(url)).toEqual([]);
  });

  test('that were edited after they were applied are rejected', async () => {
    const url = await database('edited');
    expect(await migrate(url, await migrations('before', { '1_one': 'CREATE TABLE one (id int)' }))).toEqual(['1_one']);
    const edited = await migrations('after', { '1_one': 'CREATE TABLE one (id bigint)' });
    await expect(migrate(url, edited)).rejects.toThrow('1_one was edited');
  });

  test('that fail are named in the error, also at the next start', async () => {
    const url = await database('failing');
    const broken = await migrations('broken', { '1_one': 'CREATE TABLE one (id int)', '2_two': 'CREATE TABEL two' });
    await expect(migrate(url, broken)).rejects.toThrow(/2_two failed: .*TABEL/);
    await expect(migrate(url, broken)).rejects.toThrow(/2_two failed before \(error: .*TABEL.*\): mend that/);
    await run(url, 'DELETE FROM _prisma_migrations WHERE finished_at IS NULL'); // as that error says
    const mended = await migrations('broken', { '2_two': 'CREATE TABLE two (id int)' });
    expect(await migrate(url, mended)).toEqual(['2_two']);
  });
});

test('the embedded PostgreSQL rejects a wrong password', async () => {
  const stranger = new pg.Client({ connectionString: postgres.url.replace(/:[^:@]+@/, ':guess@') });
  await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
});

test('a server can use an external PostgreSQL, and leaves it running', async () => {
  const url = await database('external');
  const server = await startTestServer({ databaseUrl: url });
  const health = (await (await fetch(`${server.url}/health`)).json()) as { database: string };
  await server.remove();
  expect(health.database).toBe('external');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ events: number }>('SELECT count(*)::int AS events FROM events');
  await client.end();
  expect(rows).toEqual([{ events: 1 }]);
});

async function run<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<R>(text);
  await client.end();
  return rows;
}

describe('a data folder with a running PostgreSQL', () => {
  let home: string;
  beforeAll(async () => {
    home = await temporaryFolder();
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  test('that was copied gets a PostgreSQL of its own', async () => {
    const [original, copy] = [path.join(home, 'original'), path.join(home, 'copy')];
    const first = await startEmbeddedPostgres(original);
    await run(first.url, "CREATE TABLE mark (name text); INSERT INTO mark VALUES ('original'); CHECKPOINT");
    await cp(original, copy, { recursive: true });
    const second = await startEmbeddedPostgres(copy);
    expect(second.adopted).toBe(false);
    await run(second.url, "INSERT INTO mark VALUES ('copy')");
    await second.stop();
    expect(await run(first.url, 'SELECT name FROM mark')).toEqual([{ name: 'original' }]);
    await first.stop();
  });

  test('is adopted at the first attempt, even if what is done meanwhile blocks for longer than a connection may take', async () => {
    const folder = path.join(home, 'adopted');
    const first = await startEmbeddedPostgres(folder);
    first.leave();
    let launches = 0;
    const onLaunched = (): void => {
      if (launches++ > 0) return;
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500));
    };
    const second = await startEmbeddedPostgres(folder, { onLaunched });
    expect([second.adopted, second.url, launches]).toEqual([true, first.url, 1]);
    await second.stop();
  });

  test('that was moved is refused, because two servers on one folder destroy it', async () => {
    const [before, after] = [path.join(home, 'before'), path.join(home, 'after')];
    const first = await startEmbeddedPostgres(before);
    await rename(before, after);
    await mkdir(path.join(before, 'postgres'), { recursive: true }); // something else may be at the former place
    await expect(startEmbeddedPostgres(after)).rejects.toThrow(/was moved while PostgreSQL \(process \d+\) is running/);
    await first.stop();
    const second = await startEmbeddedPostgres(after);
    await second.stop();
  });
});

describe('an external database that cannot be used', () => {
  const log = pino({ level: 'silent' });

  test.each([
    [
      'is away',
      'postgresql://postgres@127.0.0.1:1/wandcast',
      /does not answer: start it.* DATABASE_URL \(.*ECONNREFUSED/,
    ],
    ['does not exist', undefined, /does not exist: create it/],
  ])('%s: cause and remedy in one line', async (_, url, line) => {
    const missing = atDatabase(postgres.url, 'missing');
    const error = await openDatabase(url ?? missing, folder, log).catch((reason: unknown) => reason as Error);
    expect((error as Error).message).toMatch(line);
    expect((error as Error).message).not.toContain('\n');
  });

  test('rejects the password', async () => {
    const wrong = postgres.url.replace(/:[^:@]+@/, ':guess@');
    await expect(openDatabase(wrong, folder, log)).rejects.toThrow(
      /rejects the user or the password: check DATABASE_URL/,
    );
  });

  test('is read-only', async () => {
    const url = await database('readonly');
    await run(postgres.url, 'ALTER DATABASE readonly SET default_transaction_read_only = on');
    await expect(openDatabase(url, folder, log)).rejects.toThrow(/the database is read-only: make it writable/);
  });
});
