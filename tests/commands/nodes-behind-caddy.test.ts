import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noCaddy, startPlainCaddy } from '../browser/connection/caddy-process.js';
import { openPool } from '../support/database-pool.js';
import { freePort } from '../support/free-port.js';
import { backAfter, countLost, joinWands, type WandInUse } from '../support/room/wand-in-use.js';
import { startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const WANDS = 6;
/** Pause between two requests of a client that asks all the time, ms. */
const PAUSE_MS = 20;

let folder: string;
let database: TestDatabase;
let ports: [number, number];
let nodes: ServerProcess[];
let caddy: Awaited<ReturnType<typeof startPlainCaddy>>;
let origin: string;
let room: { code: string; id: string };

const startNode = (port: number): Promise<ServerProcess> =>
  startServerProcess(folder, port, [], { DATABASE_URL: database.url, PUBLIC_URL: origin });

beforeAll(async () => {
  if (noCaddy !== undefined) return;
  folder = await temporaryFolder();
  database = await createTestDatabase();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  ports = [await freePort(), await freePort()];
  nodes = [await startNode(ports[0])];
  nodes.push(await startNode(ports[1]));
  caddy = await startPlainCaddy(
    port,
    ports.map((one) => `127.0.0.1:${one}`),
  );
  const code = /[?&]code=(\w+)/.exec(nodes[0]?.stdout() ?? '')?.[1] ?? '';
  const pool = openPool(database.url);
  const { rows } = await pool.query<{ id: string }>('SELECT room_id AS id FROM events WHERE code = $1', [code]);
  await pool.end();
  room = { code, id: rows[0]?.id ?? '' };
});
afterAll(async () => {
  if (noCaddy !== undefined) return;
  await caddy.stop();
  for (const node of nodes) await node.end('SIGTERM');
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

const joinAll = (): Promise<WandInUse[]> => joinWands({ url: origin, code: room.code }, WANDS);

/** The node that serves the room. */
async function servingNode(): Promise<number> {
  const pool = openPool(database.url);
  const { rows } = await pool.query<{ url: string }>(
    'SELECT url FROM room_leases JOIN nodes ON nodes.id = node_id WHERE room_id = $1',
    [room.id],
  );
  await pool.end();
  return ports.indexOf(Number(new URL(rows[0]?.url ?? 'http://none').port));
}

/** Asks without an end for what does not need a member. @returns statuses other than 200, and how many requests there were */
async function keepAsking(stopped: AbortSignal): Promise<{ failed: string[]; asked: number }> {
  const failed: string[] = [];
  let asked = 0;
  while (!stopped.aborted)
    for (const path of ['/', `/api/events/${room.code}`, '/stage']) {
      const answer = await fetch(`${origin}${path}`).catch((error: unknown) => error as Error);
      const status = answer instanceof Error ? answer.message : answer.status;
      if (status !== 200) failed.push(`${path}: ${status}`);
      if (answer instanceof Response) await answer.arrayBuffer();
      asked++;
      await wait(PAUSE_MS);
    }
  return { failed, asked };
}

describe.skipIf(noCaddy !== undefined)('[T10] two nodes behind Caddy, with the product’s Caddyfile', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('go on after %s of the one that serves the room', async (signal) => {
    const wands = await joinAll();
    for (const wand of wands) await expect.poll(() => wand.stored.size).toBeGreaterThan(1);
    const serving = await servingNode();
    const endedAt = performance.now();
    await nodes[serving]?.end(signal);
    console.info(`cast again after ${signal}: ${(await backAfter(endedAt, wands)).join(', ')} ms`);
    expect(await servingNode()).toBe(1 - serving);
    expect(await countLost(database.url, wands)).toBe(0);
    nodes[serving] = await startNode(ports[serving] ?? 0);
  });

  test('restart one after the other without a failed request, and nothing is lost', async () => {
    const wands = await joinAll();
    const over = new AbortController();
    const asking = keepAsking(over.signal);
    for (const [n, port] of ports.entries()) {
      const endedAt = performance.now();
      await nodes[n]?.end('SIGTERM');
      nodes[n] = await startNode(port);
      await backAfter(endedAt, wands);
    }
    over.abort();
    const { failed, asked } = await asking;
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(50);
    expect(await countLost(database.url, wands)).toBe(0);
  });
});
