import pg from 'pg';
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { healthOf, openWand } from '../support/room/casting-wand.js';
import { postmasterOf, startServerProcess, useServerFixture } from '../support/server-process.js';

const fixture = useServerFixture();

/** How long the server keeps the result of a health check, ms. PostgreSQL may be back before the next one. */
const HEALTH_KEPT_MS = 500;

async function queryDatabase<R extends pg.QueryResultRow>(folder: string, text: string): Promise<R[]> {
  const port = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3] ?? '';
  const password = readFileSync(path.join(folder, 'postgres-password'), 'utf8').trim();
  const client = new pg.Client({ host: '127.0.0.1', port: Number(port), user: 'postgres', password });
  await client.connect();
  const { rows } = await client.query<R>(text);
  await client.end();
  return rows;
}

function runningPostmaster(): number {
  const pid = postmasterOf(fixture.folder);
  if (pid === undefined) throw new Error('PostgreSQL is not running');
  return pid;
}

/** Stops all processes that answer queries. @returns lets them continue */
async function freezeDatabase(
  folder: string,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<() => void> {
  const backends = await queryDatabase<{ pid: number }>(
    folder,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const processes = [runningPostmaster(), ...backends.map(({ pid }) => pid)];
  await before();
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  };
}

test('kill -9 of PostgreSQL under load: it is started again, no stored cast is lost, and the folder stays locked', async () => {
  const server = await fixture.start();
  const wand = await openWand(server);
  await expect.poll(() => wand.stored.length).toBeGreaterThan(3);

  for (let kills = 0; kills < 3; kills++) {
    const before = runningPostmaster();
    await wait(HEALTH_KEPT_MS);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => healthOf(server)).toMatchObject({ code: 503, status: 'failing' });
    await expect.poll(() => healthOf(server)).toMatchObject({ code: 200, status: 'ok' });
    expect(postmasterOf(fixture.folder)).not.toBe(before);
    const storedBefore = wand.stored.length;
    await expect.poll(() => wand.stored.length).toBeGreaterThan(storedBefore);
  }

  const stored = await wand.stop();
  const rows = await queryDatabase<{ id: string }>(fixture.folder, 'SELECT id FROM casts');
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(stored));
  await expect(startServerProcess(fixture.folder, await freePort())).rejects.toThrow(
    /another Wandcast server is using/,
  );
  expect(await server.end('SIGTERM')).toEqual([0, null]);
  expect(postmasterOf(fixture.folder)).toBeUndefined();
});

test('a PostgreSQL that a server adopted is started again as well, and stops with the server', async () => {
  const first = await fixture.start();
  await first.end('SIGKILL');
  const adopted = runningPostmaster();
  const second = await fixture.start();
  expect(postmasterOf(fixture.folder)).toBe(adopted);
  process.kill(adopted, 'SIGKILL');
  await expect.poll(() => postmasterOf(fixture.folder)).not.toBe(adopted);
  await expect.poll(() => healthOf(second)).toMatchObject({ code: 200 });
  expect(await second.end('SIGTERM')).toEqual([0, null]);
  expect(postmasterOf(fixture.folder)).toBeUndefined();
});

test('a stopped PostgreSQL, which answers nothing, is reported within a second, and casts are stored again once it continues', async () => {
  const server = await fixture.start();
  const wand = await openWand(server);
  await expect.poll(() => wand.stored.length).toBeGreaterThan(0);
  const continueAll = await freezeDatabase(fixture.folder);
  try {
    await expect
      .poll(() => healthOf(server))
      .toMatchObject({ code: 503, reason: expect.stringContaining('answer') as string });
  } finally {
    continueAll();
  }
  await expect.poll(() => healthOf(server)).toMatchObject({ code: 200 });
  const storedBefore = wand.stored.length;
  await expect.poll(() => wand.stored.length).toBeGreaterThan(storedBefore);
  const stored = await wand.stop();
  const rows = await queryDatabase<{ id: string }>(fixture.folder, 'SELECT id FROM casts');
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(stored));
});

test('/health answers within about a second in a database that froze right after a good check', async () => {
  const server = await fixture.start();
  await expect.poll(() => healthOf(server)).toMatchObject({ code: 200, nodes: 1 });
  const continueAll = await freezeDatabase(fixture.folder, async () => {
    await wait(HEALTH_KEPT_MS);
    expect(await healthOf(server)).toMatchObject({ code: 200 });
  });
  try {
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const began = performance.now();
        return { ...(await healthOf(server)), ms: performance.now() - began };
      }),
    );
    for (const { ms, ...answer } of answers) {
      expect(ms).toBeLessThan(2_000);
      expect(answer).toMatchObject({ code: expect.toBeOneOf([200, 503]) as number, nodes: 1 }); // the check may be over
    }
    await expect.poll(() => healthOf(server)).toMatchObject({ code: 503 });
  } finally {
    continueAll();
  }
  await expect.poll(() => healthOf(server)).toMatchObject({ code: 200, nodes: 1 });
  await expect.poll(() => server.stderr()).toContain('casts are stored again');
  expect(server.stderr().match(/casts cannot be stored and wait on the phones/g)).toHaveLength(1);
});
