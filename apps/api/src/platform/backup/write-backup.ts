import { createWriteStream } from 'node:fs';
import { copyFile, link, open, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BackupError } from './backup-error.js';
import {
  END_OF_ROWS,
  FOOTER_PREFIX,
  HEADER_PREFIX,
  copyLine,
  sequenceLine,
  type BackupFooter,
  type BackupHeader,
} from './backup-format.js';
import { MIGRATIONS_TABLE, prepareSession, tablesOf } from './database-tables.js';

/** What was written or restored. */
export interface BackupTotals {
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Writes all tables, as they are at one moment, to a new file that only its owner may read: it holds names, password
 * hashes and the server's secret. Nodes may go on using the database.
 * @param version of Wandcast, for the header
 * @throws BackupError if the file exists or cannot be written; then no file is left
 */
export async function writeBackup(url: string, file: string, version: string): Promise<BackupTotals> {
  const client = new pg.Client({ connectionString: url, application_name: 'wandcast backup' });
  client.on('error', () => undefined); // the pending query rejects with the cause
  const partial = `${file}.partial-${process.pid}`;
  try {
    await prepareSession(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'); // all tables as of the same moment
    const counted: BackupFooter = { rows: {} };
    await pipeline(
      script(client, version, counted),
      createGzip(),
      createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
    );
    await publish(partial, file);
    const rows = Object.values(counted.rows).reduce((sum, n) => sum + n, 0);
    return { rows, bytes: (await stat(file)).size };
  } catch (error) {
    throw withRemedy(error as NodeJS.ErrnoException, file);
  } finally {
    await rm(partial, { force: true });
    await client.end().catch(() => undefined);
  }
}

/** File systems without hard links say so in various ways. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a whole file its name. Unlike a rename, never replaces another one. */
async function publish(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    await copyNew(partial, file); // such as on a memory stick
  }
}

async function copyNew(from: string, to: string): Promise<void> {
  const copy = await open(to, 'wx', 0o600);
  try {
    await copyFile(from, to);
    await copy.sync();
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await copy.close();
  }
}

async function* script(client: pg.Client, version: string, counted: BackupFooter): AsyncGenerator<string | Buffer> {
  yield `${HEADER_PREFIX}${JSON.stringify(await headerOf(client, version))}\n`;
  for (const { name, columns } of await tablesOf(client)) {
    yield `${copyLine(name, columns)}\n`;
    const rows = client.query(copyTo(`COPY public.${name} (${columns.join(', ')}) TO STDOUT`));
    for await (const chunk of rows) yield chunk as Buffer;
    counted.rows[name] = rows.rowCount;
    yield `${END_OF_ROWS}\n`;
  }
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  for (const { name, last } of rows) yield `${sequenceLine(name, last)}\n`;
  yield `${FOOTER_PREFIX}${JSON.stringify(counted)}\n`;
}

async function headerOf(client: pg.Client, version: string): Promise<BackupHeader> {
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `public.${MIGRATIONS_TABLE}`,
  ]);
  if (rows[0]?.found !== true)
    throw new BackupError('this database holds nothing of Wandcast: start the server on it once, or name another one');
  const { rows: migrations } = await client.query<BackupHeader['migrations'][number]>(
    `SELECT migration_name AS name, checksum FROM ${MIGRATIONS_TABLE}
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return { format: 1, version, at: new Date().toISOString(), migrations };
}

function withRemedy(error: NodeJS.ErrnoException, file: string): Error {
  const { code = '' } = error;
  switch (code) {
    case 'EEXIST':
      return new BackupError(`${file} exists: choose another name, or delete it first`);
    case 'ENOENT':
      return new BackupError(`the folder of ${file} does not exist: create it, or choose another one`);
    case 'EACCES':
    case 'EROFS':
      return new BackupError(`${file} cannot be written here: choose another folder`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupError(`the disk is full: free some space, or write ${file} to another one`);
    default:
      return error;
  }
}
