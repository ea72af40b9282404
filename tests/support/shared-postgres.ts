import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../apps/api/src/platform/database/embedded-postgres.js';
import { migrate } from '../../apps/api/src/platform/database/migrate.js';
import { openPool } from './database-pool.js';
import { atDatabase, TEMPLATE } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of this run listens. */
    postgresUrl: string;
  }
}

/** Every worker's servers use it at once, and nothing in it must survive a power failure. */
const SETTINGS = ['max_connections=400', 'fsync=off', 'full_page_writes=off'];

/** Vitest's global setup: one PostgreSQL for all test files of a project, with a migrated database to copy. */
export default async function startSharedPostgres({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  const postgres = await startEmbeddedPostgres(folder, SETTINGS);
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
