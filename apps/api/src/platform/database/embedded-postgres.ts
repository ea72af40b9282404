import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { freePort } from './free-port.js';
import { initializeCluster, readPassword, spawnUser } from './postgres-cluster.js';

/** A running PostgreSQL on the server's data folder. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** True if an earlier server was killed and left it running. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** Attempts while the folder is still in use: workers of a killed postmaster need about a second to exit. */
const START_ATTEMPTS = 40;
const RETRY_MS = 250;
const PING_MS = 25;

/**
 * Starts PostgreSQL in `<folder>/postgres`, or adopts one that a killed server left running there. If this process is
 * root, PostgreSQL runs as `nobody`. Its random password is in `<folder>/postgres-password` (mode 0600).
 * @throws Error with one line if the folder cannot be used or PostgreSQL does not start
 */
export async function startEmbeddedPostgres(
  folder: string,
  moreSettings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const binaries = await postgresBinaries();
  const data = path.join(folder, 'postgres');
  await initializeCluster(binaries.initdb, folder, data);
  const password = readPassword(folder);
  const urlAt = (port: number): string => `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const running = findPostmaster(data);
    if (running !== undefined && (await canConnect(urlAt(running.port))))
      return { url: urlAt(running.port), adopted: true, stop: () => stopAdopted(data) };
    const port = await freePort();
    const child = launch(binaries, folder, data, port, moreSettings);
    if (await waitUntilReady(child, urlAt(port))) {
      child.unref();
      return { url: urlAt(port), adopted: false, stop: () => stopChild(child) };
    }
    await sleep(RETRY_MS); // a stale pid file, or another server that is starting now
  }
  throw new Error(`PostgreSQL did not start, see ${path.join(folder, 'postgres.log')}`);
}

function launch(
  { postgres }: PostgresBinaries,
  folder: string,
  data: string,
  port: number,
  moreSettings: readonly string[],
): ChildProcess {
  const log = fs.openSync(path.join(folder, 'postgres.log'), 'a');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', ...moreSettings];
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...spawnUser(),
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    // Detached, so that a terminal's Ctrl-C reaches only this process, which stops PostgreSQL after the last casts are
    // written. Not in tests: an interrupted test runner does not clean up, so PostgreSQL must die with its group.
    detached: process.env['VITEST'] === undefined,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  return child;
}

/** Waits until PostgreSQL accepts connections (true) or exits (false). */
async function waitUntilReady(child: ChildProcess, url: string): Promise<boolean> {
  let gone = false as boolean; // set by callbacks, which the linter cannot see
  child.once('exit', () => (gone = true));
  child.once('error', () => (gone = true));
  while (!gone) {
    if (await canConnect(url)) return true;
    await sleep(PING_MS);
  }
  return false;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, 'exit');
  child.kill('SIGINT'); // fast shutdown: roll back open transactions, write a checkpoint
  await exit;
}

async function stopAdopted(data: string): Promise<void> {
  const running = findPostmaster(data);
  if (running === undefined) return;
  process.kill(running.pid, 'SIGINT');
  while (isAlive(running.pid)) await sleep(PING_MS);
}

function findPostmaster(data: string): { pid: number; port: number } | undefined {
  try {
    const lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 1 && port > 0 && isAlive(pid) ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
