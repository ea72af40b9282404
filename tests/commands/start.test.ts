import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import {
  isAlive,
  postmasterOf,
  useServerFixture,
  startServerProcess,
  type ServerFixture,
  type ServerProcess,
} from '../support/server-process.js';

describe('a server on an empty folder', () => {
  const fixture = useServerFixture([beforeAll, afterAll]);
  let server: ServerProcess;
  beforeAll(async () => {
    server = await fixture.start();
  });

  test('serves its pages, its health and its metrics', async () => {
    const health = (await (await fetch(`${server.url}/health`)).json()) as Record<string, unknown>;
    const pages = await Promise.all(['/', '/stage', '/console'].map((page) => fetch(`${server.url}${page}`)));
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(health).toMatchObject({
      status: 'ok',
      database: 'embedded',
      nodes: 1,
      model: { version: 1, kind: 'rocket' },
    });
    expect(health['engineReason']).toEqual(expect.any(String));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(metrics).toContain('wandcast_casts_total');
    expect(server.stdout()).toMatch(
      /Wand .*\?code=[A-Z]{8}\n.*Stage .*\/stage\?token=\S+\n.*Console .*\/console\n.*Owner .*\/console#set-up=\S+\n/,
    );
  });

  test('locks its data folder: a second server is refused in one line', async () => {
    await expect(startServerProcess(fixture.folder, await freePort())).rejects.toThrow(
      /another Wandcast server is using/,
    );
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test('keeps its port: a second server reports that in one line and leaves no database running', async () => {
    const other = path.join(path.dirname(fixture.folder), 'other');
    await expect(startServerProcess(other, fixture.port)).rejects.toThrow(`port ${fixture.port} is taken`);
    expect(existsSync(other)).toBe(false); // said before anything is started
    expect(postmasterOf(other)).toBeUndefined();
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test('makes the database password readable for its owner only', () => {
    expect(statSync(path.join(fixture.folder, 'postgres-password')).mode & 0o077).toBe(0);
  });

  test('does not log tokens', async () => {
    const token = /stage\?token=(\S+)/.exec(server.stdout())?.[1] ?? '';
    await fetch(`${server.url}/stage?token=${token}`);
    await fetch(`${server.url}/nothing-here?token=${token}`);
    expect(token.length).toBeGreaterThan(20);
    expect(server.stderr()).not.toContain(token);
  });

  test('stops on SIGTERM and leaves nothing running', async () => {
    await expectCleanStop(server, 'SIGTERM', fixture);
  });
});

/** Checks that a server stops gracefully, together with its database. */
async function expectCleanStop(
  server: ServerProcess,
  signal: NodeJS.Signals,
  { folder }: ServerFixture,
): Promise<void> {
  const postgres = postmasterOf(folder);
  expect(postgres).toBeDefined();
  expect(await server.end(signal)).toEqual([0, null]);
  expect(isAlive(postgres ?? 0)).toBe(false);
}

const fixture = useServerFixture();

test('--rehearse fills the room, and stops with the server and its database on SIGINT', async () => {
  const server = await fixture.start(['--rehearse', '4']);
  expect(wizardPidsOf(server)).toHaveLength(1);
  const count = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name}.* (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  await expect.poll(() => count('wandcast_casts_total\\{outcome="recognized"')).toBeGreaterThan(2);
  await expect.poll(() => count('wandcast_connections\\{role="wand"')).toBe(4);
  await expectCleanStop(server, 'SIGINT', fixture);
});

/** Process ids of a server's simulated wizards. */
function wizardPidsOf({ child }: ServerProcess): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(child.pid)]).toString().split('\n'); // prettier-ignore
  return lines.filter((line) => line.includes('rehearse.js')).map((line) => Number.parseInt(line));
}

test('after kill -9 the simulated wizards stop, and the next start adopts the running database', async () => {
  const first = await fixture.start(['--rehearse', '2']);
  const [wizards = 0] = wizardPidsOf(first);
  const postgres = postmasterOf(fixture.folder);
  expect(isAlive(wizards)).toBe(true);
  await first.end('SIGKILL');
  await expect.poll(() => isAlive(wizards)).toBe(false);
  expect(isAlive(postgres ?? 0)).toBe(true);
  const second = await fixture.start();
  expect(postmasterOf(fixture.folder)).toBe(postgres);
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
  expect(await second.end('SIGINT')).toEqual([0, null]);
  expect(isAlive(postgres ?? 0)).toBe(false);
});

test('after kill -9 of both server and database the next start recovers', async () => {
  const first = await fixture.start();
  const postgres = postmasterOf(fixture.folder);
  if (postgres === undefined) throw new Error('PostgreSQL is not running');
  await first.end('SIGKILL');
  process.kill(postgres, 'SIGKILL');
  const second = await fixture.start();
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
});
