import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isTemporary } from './faults/database-fault.js';
import { LOCK_KEYS } from './lock-keys.js';

const FOLDER = fileURLToPath(new URL('../../../../../prisma/migrations', import.meta.url));
/** Creates the table of applied migrations. */
export const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies prisma/migrations in order and records them in the table of `prisma migrate deploy`, so that both can be used
 * on one database. Nodes that start together wait on an advisory lock; the first applies the migrations.
 * @returns names of the migrations applied now
 * @throws Error if a migration fails, failed before, or was edited after it was applied
 */
export async function migrate(url: string, folder: string = FOLDER): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the pending query rejects with the cause
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEYS.migrations]);
    await client.query(TABLE);
    const done = await finished(client);
    const applied: string[] = [];
    for (const migration of migrationsIn(folder)) {
      const { name, checksum } = migration;
      const known = done.get(name);
      if (known !== undefined && known !== checksum)
        throw new Error(`migration ${name} was edited after it was applied`);
      if (known !== undefined) continue;
      await apply(client, migration);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end(); // frees the lock
  }
}

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The migrations of this version, oldest first. */
export function migrationsIn(folder: string = FOLDER): Migration[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

interface MigrationRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
  readonly logs: string | null;
}

async function finished(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<MigrationRow>(
    'SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) throw new Error(failedBefore(failed));
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** It was rolled back, so it is tried again once its row is gone. */
function failedBefore({ migration_name: name, logs }: MigrationRow): string {
  const [cause = ''] = (logs ?? 'no reason is known').split('\n', 1);
  const remedy = 'DELETE FROM _prisma_migrations WHERE finished_at IS NULL';
  return `migration ${name} failed before (${cause}): mend that, run \`${remedy}\` in the database and start again, or restore a backup`;
}

/** Applies a migration and records it in one transaction, so that a crash leaves neither. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await applyInTransaction(client, { name, sql, checksum });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (isTemporary(error)) throw error; // such as a full disk: the next start may apply it
    const failed = 'INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ($1, $2, $3, $4)';
    await client.query(failed, [randomUUID(), checksum, name, String(error)]);
    throw new Error(`migration ${name} failed: ${(error as Error).message}`);
  }
}

export async function applyInTransaction(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
    [randomUUID(), checksum, name],
  );
}
