import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../apps/api/src/platform/database/embedded/embedded-postgres.js';
import { migrate } from '../../apps/api/src/platform/database/migrate.js';
import { openPool } from './database-pool.js';
import { atDatabase, TEMPLATE } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the PostgreSQL server of this test run. */
    postgresUrl: string;
  }
}

/** Many connections, because all workers share it; no durability, for speed. */
const SETTINGS = ['max_connections=400', 'fsync=off', 'full_page_writes=off'];

/** Vitest global setup: starts one PostgreSQL for all test files of a project, with a migrated template database. */
export default async function startSharedPostgres({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  const postgres = await startEmbeddedPostgres(folder, { settings: SETTINGS });
  const pool = openPool(postgres.url);
  await pool.query(`CREATE DATABASE ${TEMPLATE}`);
  await pool.end();
  await migrate(atDatabase(postgres.url, TEMPLATE));
  provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
