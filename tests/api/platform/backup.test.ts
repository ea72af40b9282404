import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Answer, Welcome } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { openConsole } from '../../support/console-client.js';
import { openPool, tableDigests } from '../../support/database-pool.js';
import { freePort } from '../../support/free-port.js';
import { seedCasts } from '../../support/seed-casts.js';
import {
  ownerOf,
  postmasterOf,
  root,
  runCommandProcess,
  startServerProcess,
  useServerFixture,
  type ServerProcess,
} from '../../support/server-process.js';
import { connectWand, nextMessage } from '../../support/test-server.js';

interface RestoreTotals {
  readonly rows: number;
  readonly seconds: number;
  readonly replaced: string | null;
}
const CASTS = 400;
const fixture = useServerFixture([beforeAll, afterAll]);
let server: ServerProcess;
let owner: string;
let url: string;
let before: Record<string, string>;
let changed: Record<string, string>;
/** What the first restore replaced. */
let copy: string;
const inFolder = (name: string): string => path.join(path.dirname(fixture.folder), name);

async function databaseUrlOf(folder: string): Promise<string> {
  const password = (await readFile(path.join(folder, 'postgres-password'), 'utf8')).trim();
  const port = (await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3] ?? '';
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}
const status = async (): Promise<number> => (await fetch(`${server.url}/health`).catch(() => undefined))?.status ?? 0;
const run = (name: string, file: string, folder = fixture.folder) =>
  runCommandProcess(name, [inFolder(file), '--data', folder, '--json']);

beforeAll(async () => {
  server = await fixture.start();
  owner = await ownerOf(server);
  url = await databaseUrlOf(fixture.folder);
  const pool = openPool(url);
  await seedCasts(pool, { casts: CASTS, people: 12 });
  await pool.end();
});

function startRestore(file: string): ChildProcess {
  const script = path.join(root, 'apps/api/dist/platform/backup/commands/restore.js');
  return spawn(process.execPath, [script, inFolder(file), '--data', fixture.folder], { stdio: 'ignore' });
}
function flipped(bytes: Buffer): Buffer {
  const copied = Buffer.from(bytes);
  copied[Math.floor(copied.length / 2)] = (copied[Math.floor(copied.length / 2)] ?? 0) ^ 0xff;
  return copied;
}
/** A cast of the wand with that key. @returns the participant's id */
async function cast(key: string): Promise<string> {
  const pool = openPool(url);
  const { rows } = await pool.query<{ code: string }>('SELECT code FROM events ORDER BY created_at DESC LIMIT 1');
  await pool.end();
  const wand = connectWand({ url: server.url, code: rows[0]?.code ?? '' }, { key });
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const answer = (await wand.emitWithAck('cast:replay', castMessages().replay)) as Answer<unknown>;
  wand.disconnect();
  expect(answer.ok).toBe(true);
  return participant.id;
}

describe('a running server', () => {
  const key = randomBytes(32).toString('base64url');
  let participant: string;

  test('is backed up while people cast', async () => {
    participant = await cast(key);
    const backup = run('backup', 'busy.sql.gz');
    const strangers = Array.from({ length: 5 }, () => cast(randomBytes(32).toString('base64url')));
    const totals = (await backup).json() as { rows: number; bytes: number; seconds: number };
    await Promise.all(strangers);
    expect(totals.rows).toBeGreaterThan(CASTS);
    const { size, mode } = await stat(inFolder('busy.sql.gz'));
    expect([totals.bytes, mode & 0o777]).toEqual([size, 0o600]);
    before = await tableDigests(url);
    (await run('backup', 'evening.sql.gz')).json();
    expect(await readdir(path.dirname(fixture.folder))).not.toContainEqual(expect.stringContaining('partial'));
  });

  test('is not overwritten by a second backup of that name', async () => {
    const again = await run('backup', 'evening.sql.gz');
    expect([again.code, again.stderr.trim().split('\n')]).toEqual([1, [expect.stringContaining('exists: choose another name') as string]]); // prettier-ignore
  });

  test('is restored while it runs, and everyone is who they were', async () => {
    const pool = openPool(url);
    await pool.query(`UPDATE participants SET nickname = 'Somebody else'`);
    await pool.query(`DELETE FROM casts WHERE id IN (SELECT id FROM casts LIMIT 100)`);
    await pool.end();
    changed = await tableDigests(url);
    const { rows, seconds, replaced } = (await run('restore', 'evening.sql.gz')).json() as RestoreTotals;
    expect([rows, seconds]).toEqual([expect.any(Number), expect.any(Number)]);
    copy = path.basename(replaced ?? '');
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    expect(await tableDigests(url)).toEqual(before);
    const { socket, state } = await openConsole({ url: server.url, owner });
    socket.disconnect();
    expect(state.me.role).toBe('owner');
    expect(await cast(key)).toBe(participant);
  });

  test('gets back what a restore replaced', async () => {
    (await run('restore', copy)).json();
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    expect(await tableDigests(url)).toEqual(changed);
  });

  test('keeps its data and serves again if the restore is killed', async () => {
    const pool = openPool(url, 2);
    const blocker = await pool.connect();
    await blocker.query('BEGIN; LOCK TABLE labels IN ACCESS SHARE MODE'); // the restore waits for it
    const restore = startRestore('evening.sql.gz');
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'wandcast restore' AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query<{ n: number }>(waiting)).rows[0]?.n, { timeout: 20_000 }).toBe(1);
    expect(await status()).toBe(0);
    restore.kill('SIGKILL');
    await blocker.query('ROLLBACK');
    blocker.release();
    await pool.end();
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    expect(await tableDigests(url)).toEqual(changed);
  });

  test('is not touched by a file that is damaged, cut off, from a newer version, or no backup', async () => {
    const whole = gunzipSync(await readFile(inFolder('evening.sql.gz'))).toString('utf8');
    const files: Record<string, Buffer> = {
      'cut.sql.gz': (await readFile(inFolder('evening.sql.gz'))).subarray(0, 20_000),
      'flipped.sql.gz': flipped(await readFile(inFolder('evening.sql.gz'))),
      'short.sql.gz': gzipSync(whole.replace(/\n[^\n]*\n\\\.\n/, '\n\\.\n')),
      'headless.sql.gz': gzipSync(whole.slice(0, whole.indexOf('-- End'))),
      'newer.sql.gz': gzipSync(whole.replace(/"migrations":\[/, '"migrations":[{"name":"20990101000000_x","checksum":"0"},')), // prettier-ignore
      'text.sql.gz': gzipSync('Dear diary\n'),
      'plain.sql': Buffer.from(whole),
      'unfit.sql.gz': gzipSync(whole.replace(new RegExp(`^${participant}\t`, 'm'), `${randomUUID()}\t`)),
    };
    const said: Record<string, string> = {};
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(inFolder(name), bytes);
      const { code, stderr } = await run('restore', name);
      expect([name, code, stderr.trim().split('\n').length]).toEqual([name, 1, 1]);
      said[name] = stderr.trim().replaceAll(path.dirname(fixture.folder), '');
    }
    for (const name of ['cut.sql.gz', 'flipped.sql.gz', 'short.sql.gz', 'headless.sql.gz', 'plain.sql'])
      expect(said[name]).toBe(`error: /${name} is damaged or was cut off: nothing was restored; use another backup`);
    expect(said['text.sql.gz']).toContain('is not a backup of Wandcast');
    expect(said['newer.sql.gz']).toContain('update it first');
    expect(said['unfit.sql.gz']).toContain('does not fit together');
    expect((await run('restore', 'none.sql.gz')).stderr).toContain('does not exist');
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    expect(await tableDigests(url)).toEqual(changed);
  });
});

test('an empty folder becomes the evening of the backup, and a server starts on it', async () => {
  const folder = inFolder('another');
  (await run('restore', 'evening.sql.gz', folder)).json();
  expect(postmasterOf(folder)).toBeUndefined(); // the command stops what it started
  const other = await startServerProcess(folder, await freePort());
  try {
    expect(await tableDigests(await databaseUrlOf(folder))).toEqual(before);
  } finally {
    await other.end('SIGTERM');
  }
});

test('a stopped server is backed up, too, and a folder without a database is named', async () => {
  await server.end('SIGTERM');
  expect((await run('backup', 'stopped.sql.gz')).json()).toHaveProperty('rows');
  expect(postmasterOf(fixture.folder)).toBeUndefined();
  const { code, stderr } = await run('backup', 'nothing.sql.gz', inFolder('nowhere'));
  expect([code, stderr]).toEqual([1, expect.stringContaining('there is no database in')]);
});
