import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BUS_CHANNEL, BUS_NAME } from '../bus/bus.js';
import type { BusMessage } from '../bus/bus-message.js';
import { LOCK_KEYS } from '../database/lock-keys.js';
import { TABLE as MIGRATIONS, applyInTransaction, migrationsIn, type Migration } from '../database/migrate.js';
import { BackupError } from './backup-error.js';
import { copyLine, type BackupHeader } from './backup-format.js';
import { MIGRATIONS_TABLE, foreignKeysOf, prepareSession, tablesOf } from './database-tables.js';
import { readBackup } from './read-backup.js';
import { writeBackup, type BackupTotals } from './write-backup.js';

/** How long nodes have to let go of the database, and how often that is checked, ms. */
const LEAVE_MS = 20_000;
const CHECK_MS = 100;

export interface RestoreTotals extends BackupTotals {
  /** Backup of what was replaced; null if there were no data. */
  readonly replaced: string | null;
}

/**
 * Replaces everything in the database by a backup, in one transaction: if it fails, nothing has changed. Running nodes
 * are asked to let go of the database and start again afterwards; they then apply newer migrations. What was there is
 * backed up first.
 * @param replaced name of that backup
 * @throws BackupError with a remedy
 */
export async function restoreBackup(
  url: string,
  file: string,
  { replaced, version }: { readonly replaced: string; readonly version: string },
): Promise<RestoreTotals> {
  let migrations: Migration[] = [];
  const rows = await readBackup(file, {
    header: (header) => {
      migrations = knownMigrations(header);
      return Promise.resolve();
    },
    // Only checks that the file is whole.
    table: (_name, _columns, lines) => finished(Readable.from(lines).resume()),
  });
  const client = new pg.Client({ connectionString: url, application_name: 'wandcast restore' });
  client.on('error', () => undefined); // the pending query rejects with the cause
  try {
    await prepareSession(client);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEYS.migrations]); // nodes wait for it at their start
    const hasData = await holdsData(client);
    await takeOver(client);
    if (hasData) await writeBackup(url, replaced, version);
    await client.query(`BEGIN; SET LOCAL lock_timeout = '${LEAVE_MS}ms'`);
    await recreate(client, migrations);
    await load(client, file);
    await notifyNodes(client); // also a node that connected meanwhile; delivered with the commit
    await client.query('COMMIT');
    return { rows, bytes: (await stat(file)).size, replaced: hasData ? replaced : null };
  } catch (error) {
    throw withRemedy(error as Error & { code?: string });
  } finally {
    await client.end().catch(() => undefined); // rolls back after a failure, and frees the lock
  }
}

/** The migrations of the backup. @throws BackupError if it was written by a newer version */
function knownMigrations({ migrations, version }: BackupHeader): Migration[] {
  const known = new Map(migrationsIn().map((one) => [one.name, one]));
  return migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (migration?.checksum === checksum) return migration;
    throw new BackupError(`the backup is from Wandcast ${version}, which this version does not know: update it first`);
  });
}

/** Whether there is anything to lose. @throws BackupError if the database is used by something else, too */
async function holdsData(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `public.${MIGRATIONS_TABLE}`,
  ]);
  if (rows[0]?.found === true) return true;
  if ((await tablesOf(client)).length > 0)
    throw new BackupError('the database holds tables of something else: name an empty one with DATABASE_URL');
  return false;
}

/** Waits until no node is connected. Nodes start again once the lock is free. */
async function takeOver(client: pg.Client): Promise<void> {
  const giveUpAt = performance.now() + LEAVE_MS;
  const nodes = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`;
  await notifyNodes(client);
  for (;;) {
    const { rows } = await client.query<{ n: number }>(nodes, [BUS_NAME]);
    if (rows[0]?.n === 0) return;
    if (performance.now() > giveUpAt)
      throw new BackupError('a server keeps using the database: stop it with Ctrl-C, then restore again');
    await sleep(CHECK_MS);
  }
}

async function notifyNodes(client: pg.Client): Promise<void> {
  const message: BusMessage = { kind: 'restoring' };
  await client.query('SELECT pg_notify($1, $2)', [BUS_CHANNEL, JSON.stringify({ from: randomUUID(), message })]);
}

/** Creates the empty tables as they were when the backup was written. Queued trainings belong to the replaced data. */
async function recreate(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.query(MIGRATIONS);
  for (const migration of migrations) await applyInTransaction(client, migration);
  const tables = await tablesOf(client); // some migrations insert rows
  if (tables.length > 0)
    await client.query(`TRUNCATE ${tables.map(({ name }) => `public.${name}`).join(', ')} CASCADE`);
}

/**
 * Foreign keys are dropped and created again, which checks them once instead of row by row, in any order of tables. What
 * triggers keep is in the backup, too.
 */
async function load(client: pg.Client, file: string): Promise<void> {
  const keys = await foreignKeysOf(client);
  for (const { table, name } of keys) await client.query(`ALTER TABLE public.${table} DROP CONSTRAINT ${name}`);
  const tables = new Map((await tablesOf(client)).map(({ name, columns }) => [name, new Set(columns)]));
  for (const name of tables.keys()) await client.query(`ALTER TABLE public.${name} DISABLE TRIGGER USER`);
  await readBackup(file, {
    async table(name, columns, rows) {
      const known = tables.get(name);
      if (known === undefined || columns.some((column) => !known.has(column)))
        throw new BackupError(`${file} has data that its version of Wandcast had no place for: use another backup`);
      const copy = client.query(copyFrom(copyLine(name, columns).replace(/;$/, '')));
      await pipeline(Readable.from(rows), copy);
    },
    async sequence(name, value) {
      await client.query(`SELECT setval($1::regclass, $2::bigint)`, [`public.${name}`, value]);
    },
  });
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE public.${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const name of tables.keys()) await client.query(`ALTER TABLE public.${name} ENABLE TRIGGER USER`);
}

/** PostgreSQL's codes: invalid rows, broken references, and too little space. */
function withRemedy(error: Error & { code?: string }): Error {
  if (error instanceof BackupError) return error;
  const { code = '', message } = error;
  if (code.startsWith('22') || code.startsWith('23'))
    return new BackupError(`the backup does not fit together, and nothing was restored: use another one (${message})`);
  if (code === '55P03')
    return new BackupError('something keeps using the tables of the database: end it, then restore again');
  if (code === '53100') return new BackupError('the disk of the database is full: free some space, then restore again');
  return error;
}
