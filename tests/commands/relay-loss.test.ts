import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { startRedis, type RedisServer } from '../support/room/redis-server.js';
import { backAfter, countLost, joinWands } from '../support/room/wand-in-use.js';
import { startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const WANDS = 6;
/** Longer than a node waits for another one, ms. */
const HANGS_MS = 6_000;

let folder: string;
let database: TestDatabase;
let redis: RedisServer;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await createTestDatabase();
  redis = await startRedis();
});
afterAll(async () => {
  await redis.kill();
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

async function startNode(): Promise<ServerProcess> {
  return startServerProcess(folder, await freePort(), [], { DATABASE_URL: database.url, REDIS_URL: redis.url });
}

/** Waits until as many connections are relayed to the node. */
async function relaying({ url }: ServerProcess, count: number): Promise<void> {
  const relayed = async (): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/^wandcast_relayed_connections\{direction="in"\} (\d+)/m.exec(text)?.[1]);
  };
  await expect.poll(relayed).toBe(count);
}

const causes: Readonly<Record<string, (serving: ServerProcess) => Promise<unknown>>> = {
  'Redis is killed': () => redis.kill(),
  async 'Redis hangs'() {
    redis.freeze(true);
    await wait(HANGS_MS);
    redis.freeze(false);
  },
  'SIGKILL of the node that serves the room': (serving) => serving.end('SIGKILL'),
  'SIGTERM of the node that serves the room': (serving) => serving.end('SIGTERM'),
};

test.each(Object.entries(causes))('[T10] %s: relayed phones cast again, and nothing is lost', async (cause, happen) => {
  await redis.restart();
  const serving = await startNode();
  const relay = await startNode();
  try {
    const code = /[?&]code=(\w+)/.exec(serving.stdout())?.[1] ?? '';
    const wands = await joinWands({ url: relay.url, code }, WANDS);
    await relaying(serving, WANDS);
    for (const wand of wands) await expect.poll(() => wand.stored.size).toBeGreaterThan(1);
    const began = performance.now();
    await happen(serving);
    console.info(`cast again after ${cause}: ${(await backAfter(began, wands)).join(', ')} ms`);
    expect(await countLost(database.url, wands)).toBe(0);
  } finally {
    await serving.end('SIGKILL');
    await relay.end('SIGTERM');
  }
});
