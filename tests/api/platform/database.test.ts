import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../apps/api/src/platform/database/embedded-postgres.js';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
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

/** Creates an empty database. @returns its URL */
async function database(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return postgres.url.replace(/\/postgres$/, `/${name}`);
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
    await expect(migrate(url, broken)).rejects.toThrow('2_two failed before');
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
