import type { Answer, StoredCast } from '@wandcast/protocol';
import pg from 'pg';
import type { Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { castMessages } from '../support/cast-messages.js';
import { freePort } from '../support/free-port.js';
import { postmasterOf, startServerProcess, useServerFixture, type ServerProcess } from '../support/server-process.js';
import { connectWand, nextMessage } from '../support/test-server.js';

const fixture = useServerFixture();

interface Health {
  readonly code: number;
  readonly status: string;
  readonly reason?: string;
}

async function healthOf({ url }: ServerProcess): Promise<Health> {
  const response = await fetch(`${url}/health`);
  return { code: response.status, ...((await response.json()) as Omit<Health, 'code'>) };
}

/** Pause before a refused cast is sent again, ms: without one the server disconnects the wand because it floods. */
const RETRY_MS = 100;

/** How long the server keeps the result of a health check, ms. PostgreSQL may be back before the next one. */
const HEALTH_KEPT_MS = 500;

/** A wand that casts until it is told to stop, and sends refused casts again as a phone does. */
class CastingWand {
  readonly stored: string[] = [];
  private stopping = false;
  private readonly casting: Promise<void>;

  constructor(private readonly socket: Socket) {
    this.casting = this.castOn();
    this.casting.catch(() => undefined); // `stop` tells
  }

  async stop(): Promise<readonly string[]> {
    this.stopping = true;
    await this.casting;
    this.socket.disconnect();
    return this.stored;
  }

  private async castOn(): Promise<void> {
    for (let cast = castMessages(); ;) {
      const answer = (await this.socket.emitWithAck('cast:replay', cast.replay)) as Answer<StoredCast>;
      if (answer.ok) {
        this.stored.push(cast.castId);
        cast = castMessages();
      } else {
        expect(answer.failure.code).toBe('overloaded');
        await wait(RETRY_MS);
      }
      if (this.stopping && answer.ok) return;
    }
  }
}

async function openWand(server: ServerProcess): Promise<CastingWand> {
  const code = /[?&]code=(\w+)/.exec(server.stdout())?.[1] ?? '';
  const socket = connectWand({ url: server.url, code });
  await nextMessage(socket, 'wand:welcomed');
  return new CastingWand(socket);
}

async function queryDatabase<R extends pg.QueryResultRow>(folder: string, text: string): Promise<R[]> {
  const port = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3] ?? '';
  const password = readFileSync(path.join(folder, 'postgres-password'), 'utf8').trim();
  const client = new pg.Client({ host: '127.0.0.1', port: Number(port), user: 'postgres', password });
  await client.connect();
  const { rows } = await client.query<R>(text);
  await client.end();
  return rows;
}

test('kill -9 of PostgreSQL under load: it is started again, no stored cast is lost, and the folder stays locked', async () => {
  const server = await fixture.start();
  const wand = await openWand(server);
  await expect.poll(() => wand.stored.length).toBeGreaterThan(3);

  for (let kills = 0; kills < 3; kills++) {
    const before = postmasterOf(fixture.folder) ?? 0;
    const storedBefore = wand.stored.length;
    await wait(HEALTH_KEPT_MS);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => healthOf(server)).toMatchObject({ code: 503, status: 'failing' });
    await expect.poll(() => healthOf(server)).toMatchObject({ code: 200, status: 'ok' });
    expect(postmasterOf(fixture.folder)).not.toBe(before);
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
  const adopted = postmasterOf(fixture.folder) ?? 0;
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
  const backends = await queryDatabase<{ pid: number }>(
    fixture.folder,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const processes = [postmasterOf(fixture.folder) ?? 0, ...backends.map(({ pid }) => pid)];
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    await expect
      .poll(() => healthOf(server))
      .toMatchObject({ code: 503, reason: expect.stringContaining('answer') as string });
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
  await expect.poll(() => healthOf(server)).toMatchObject({ code: 200 });
  const storedBefore = wand.stored.length;
  await expect.poll(() => wand.stored.length).toBeGreaterThan(storedBefore);
  const stored = await wand.stop();
  const rows = await queryDatabase<{ id: string }>(fixture.folder, 'SELECT id FROM casts');
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(stored));
});
