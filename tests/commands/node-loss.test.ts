import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TcpProxy } from '../../apps/tools/src/chaos/site/tcp-proxy.js';
import { openPool } from '../support/database-pool.js';
import { freePort } from '../support/free-port.js';
import { backAfter, countLost, joinWands } from '../support/room/wand-in-use.js';
import { startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const WANDS = 6;
/** How long a node is cut off, and how long what was under way may still arrive, ms. */
const CUT_MS = 10_000;
const IN_FLIGHT_MS = 100;

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

async function startNode(databaseUrl = database.url): Promise<ServerProcess> {
  return startServerProcess(folder, await freePort(), [], { DATABASE_URL: databaseUrl });
}

const codeOf = (node: ServerProcess): string => /[?&]code=(\w+)/.exec(node.stdout())?.[1] ?? '';

test.each(['SIGKILL', 'SIGTERM'] as const)(
  '[T10] after %s of the node that serves a room, those who came by another one cast there, and nothing is lost',
  async (signal) => {
    const serving = await startNode();
    const other = await startNode();
    const wands = await joinWands({ url: other.url, code: codeOf(serving) }, WANDS);
    try {
      for (const wand of wands) await expect.poll(() => wand.stored.size).toBeGreaterThan(1);
      const endedAt = performance.now();
      await serving.end(signal);
      console.info(`cast again after ${signal}: ${(await backAfter(endedAt, wands)).join(', ')} ms`);
      expect(await countLost(database.url, wands)).toBe(0);
    } finally {
      await serving.end('SIGKILL');
      await other.end('SIGTERM');
    }
  },
);

test('[T10] a node that cannot reach the database for ten seconds leaves its rooms to another one', async () => {
  const { port, pathname, username, password } = new URL(database.url);
  const network = await TcpProxy.listen(Number(port));
  const through = new URL(network.url.replace('http:', 'postgresql:'));
  Object.assign(through, { pathname, username, password });
  const cutOff = await startNode(through.href);
  const other = await startNode();
  const [viaCutOff, viaOther] = [
    await joinWands({ url: cutOff.url, code: codeOf(cutOff) }, WANDS),
    await joinWands({ url: other.url, code: codeOf(cutOff) }, WANDS),
  ];
  const wands = [...viaCutOff, ...viaOther];
  try {
    for (const wand of wands) await expect.poll(() => wand.stored.size).toBeGreaterThan(1);
    const holder = await holderOf(database.url);
    const cutAt = performance.now();
    network.silence();
    console.info(`cast again after the cut: ${(await backAfter(cutAt + IN_FLIGHT_MS, viaOther)).join(', ')} ms`);
    expect(await holderOf(database.url)).not.toBe(holder);
    // The cut-off node passes on to it what comes by itself.
    console.info(`by the cut-off one: ${(await backAfter(cutAt + IN_FLIGHT_MS, viaCutOff)).join(', ')} ms`);
    expect((await fetch(`${cutOff.url}/api/events/${codeOf(cutOff)}`, { signal: AbortSignal.timeout(2_000) })).ok).toBe(
      true,
    );
    expect(performance.now()).toBeLessThan(cutAt + CUT_MS); // nothing waited for the end of the cut
    await wait(Math.max(0, cutAt + CUT_MS - performance.now()));
    network.restore();
    await backAfter(performance.now(), wands);
    expect(await holderOf(database.url)).not.toBe(holder);
    expect(await countLost(database.url, wands)).toBe(0);
  } finally {
    await cutOff.end('SIGKILL');
    await other.end('SIGTERM');
    network.close();
  }
});

/** The node that serves the room. */
async function holderOf(databaseUrl: string): Promise<string | undefined> {
  const pool = openPool(databaseUrl);
  const { rows } = await pool.query<{ id: string }>('SELECT node_id AS id FROM room_leases');
  await pool.end();
  return rows[0]?.id;
}
