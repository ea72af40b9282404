import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../apps/api/src/persistence/free-port.js';
import {
  isAlive,
  postmasterOf,
  removeFolder,
  startServerProcess,
  temporaryFolder,
  type ServerProcess,
} from '../process.js';

let folder: string;
let port: number;
const servers: ServerProcess[] = [];
beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'data');
  port = await freePort();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL');
  await removeFolder(folder);
  await removeFolder(path.dirname(folder));
});

async function start(args: string[] = []): Promise<ServerProcess> {
  const server = await startServerProcess(folder, port, args);
  servers.push(server);
  return server;
}

test('a server on an empty folder serves its pages, its health and its metrics', async () => {
  const server = await start();
  const health = (await (await fetch(`${server.url}/health`)).json()) as Record<string, unknown>;
  const pages = await Promise.all(['/', '/stage', '/console'].map((page) => fetch(`${server.url}${page}`)));
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(health).toMatchObject({ status: 'ok', database: 'embedded', nodes: 1, model: { version: 1, kind: 'rocket' } });
  expect(health['engineReason']).toEqual(expect.any(String));
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(metrics).toContain('wandcast_casts_total');
  expect(server.stdout()).toMatch(
    /Wand .*\?code=[A-Z]+\d\d\n.*Stage .*\/stage\?token=\S+\n.*Console .*\/console\n.*Owner .*\/console#set-up=\S+\n/,
  );
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops everything and leaves nothing running', async (signal) => {
  const server = await start();
  const postgres = postmasterOf(folder);
  expect(postgres).toBeDefined();
  expect(await server.end(signal)).toEqual([0, null]);
  expect(isAlive(postgres ?? 0)).toBe(false);
});

test('--rehearse fills the room, and goes with the server', async () => {
  const server = await start(['--rehearse', '4']);
  expect(wizardsOf(server)).toHaveLength(1);
  const count = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name}.* (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  await expect.poll(() => count('wandcast_casts_total\\{outcome="recognised"'), { timeout: 20_000 }).toBeGreaterThan(2);
  await expect.poll(() => count('wandcast_connections\\{role="wand"')).toBe(4);
  expect(await server.end('SIGINT')).toEqual([0, null]);
});

test('the wizards of a server that is killed do not outlive it', async () => {
  const server = await start(['--rehearse', '2']);
  const [pid = 0] = wizardsOf(server);
  expect(isAlive(pid)).toBe(true);
  await server.end('SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

/** Pids of the processes that simulated wizards of a server live in. */
function wizardsOf({ child }: ServerProcess): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(child.pid)]).toString().split('\n'); // prettier-ignore
  return lines.filter((line) => line.includes('rehearse.js')).map((line) => Number.parseInt(line));
}

test('after kill -9 the next start adopts the database and works at once', async () => {
  const first = await start();
  const postgres = postmasterOf(folder);
  await first.end('SIGKILL');
  expect(isAlive(postgres ?? 0)).toBe(true);
  const second = await start();
  expect(postmasterOf(folder)).toBe(postgres);
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
  expect(await second.end('SIGINT')).toEqual([0, null]);
  expect(isAlive(postgres ?? 0)).toBe(false);
});

test('after kill -9 of server and database the next start recovers', async () => {
  const first = await start();
  const postgres = postmasterOf(folder) ?? 0;
  await first.end('SIGKILL');
  process.kill(postgres, 'SIGKILL');
  const second = await start();
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
});

test('a second server on the folder is refused in one line, and the first goes on', async () => {
  const first = await start();
  await expect(startServerProcess(folder, await freePort())).rejects.toThrow(/another Wandcast server is using/);
  expect((await fetch(`${first.url}/health`)).status).toBe(200);
});

test('a port that is taken is named in one line, and no database is left behind', async () => {
  const first = await start();
  const other = path.join(path.dirname(folder), 'other');
  await expect(startServerProcess(other, port)).rejects.toThrow(`port ${port} is taken`);
  expect(existsSync(path.join(other, 'postgres'))).toBe(true);
  expect(postmasterOf(other)).toBeUndefined();
  expect((await fetch(`${first.url}/health`)).status).toBe(200);
});

test('the password of the database is for its owner alone', async () => {
  await start();
  expect(statSync(path.join(folder, 'postgres-password')).mode & 0o077).toBe(0);
});

test('tokens never reach the log', async () => {
  const server = await start();
  const token = /stage\?token=(\S+)/.exec(server.stdout())?.[1] ?? '';
  await fetch(`${server.url}/stage?token=${token}`);
  await fetch(`${server.url}/nothing-here?token=${token}`);
  expect(token.length).toBeGreaterThan(20);
  expect(server.stderr()).not.toContain(token);
});
