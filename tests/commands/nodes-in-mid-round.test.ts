import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Round, StageSnapshot } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TcpProxy } from '../../apps/tools/src/chaos/site/tcp-proxy.js';
import { noCaddy, startPlainCaddy } from '../browser/connection/caddy-process.js';
import { openConsole } from '../support/console-client.js';
import { openPool } from '../support/database-pool.js';
import { freePort } from '../support/free-port.js';
import { comparableBoard, expectedBoard } from '../support/room/expected-board.js';
import { backAfter, countLost, joinWands } from '../support/room/wand-in-use.js';
import { ownerOf, startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { connect, nextMessage, tokenOf } from '../support/test-server.js';

const WANDS = 12;
const NODES = 3;
/** How long a node is cut off, and how long what was under way may still arrive, ms. */
const CUT_MS = 10_000;
const IN_FLIGHT_MS = 100;

interface Node {
  readonly port: number;
  process: ServerProcess;
}

let folder: string;
let database: TestDatabase;
let pool: pg.Pool;
let caddy: Awaited<ReturnType<typeof startPlainCaddy>>;
let origin: string;
let owner: string;
let stageToken: string;
let room: { code: string; id: string; eventId: string };
/** Between the first node and the database. */
let network: TcpProxy;
const nodes: Node[] = [];

function startProcess(port: number, databaseUrl = database.url): Promise<ServerProcess> {
  return startServerProcess(folder, port, [], { DATABASE_URL: databaseUrl, PUBLIC_URL: origin });
}

/** Address of the database through the network that can fail. */
async function throughNetwork(): Promise<string> {
  const { port, pathname, username, password } = new URL(database.url);
  network = await TcpProxy.listen(Number(port));
  return Object.assign(new URL(network.url.replace('http:', 'postgresql:')), { pathname, username, password }).href;
}

beforeAll(async () => {
  if (noCaddy !== undefined) return;
  folder = await temporaryFolder();
  database = await createTestDatabase();
  pool = openPool(database.url);
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const ports = await Promise.all(Array.from({ length: NODES }, () => freePort()));
  caddy = await startPlainCaddy(
    port,
    ports.map((one) => `127.0.0.1:${one}`),
  );
  for (const [n, one] of ports.entries())
    nodes.push({ port: one, process: await startProcess(one, n === 0 ? await throughNetwork() : undefined) });
  const first = nodes[0]?.process ?? raise();
  owner = await ownerOf(first);
  stageToken = tokenOf(/Stage +(\S+)/.exec(first.stdout())?.[1] ?? '');
  const code = /[?&]code=(\w+)/.exec(first.stdout())?.[1] ?? '';
  const { rows } = await pool.query<{ id: string; eventId: string }>(
    'SELECT room_id AS id, id AS "eventId" FROM events WHERE code = $1',
    [code],
  );
  room = { code, ...(rows[0] ?? raise()) };
});
afterAll(async () => {
  if (noCaddy !== undefined) return;
  await caddy.stop();
  for (const { process } of nodes) await process.end('SIGTERM');
  network.close();
  await pool.end();
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The node that serves the room. */
async function servingNode(): Promise<Node> {
  const { rows } = await pool.query<{ url: string }>(
    'SELECT url FROM room_leases JOIN nodes ON nodes.id = node_id WHERE room_id = $1',
    [room.id],
  );
  return nodes.find(({ port }) => port === Number(new URL(rows[0]?.url ?? 'http://none').port)) ?? raise();
}

const query = async <T>(text: string, values?: unknown[]): Promise<T[]> =>
  (await pool.query<T & pg.QueryResultRow>(text, values)).rows;

/** Asks as a member who signed in, through Caddy. */
async function ask<T>(message: string, value: object): Promise<T> {
  const client = await openConsole({ url: origin, owner }, owner, room.id);
  try {
    return await client.ask<T>(message, value);
  } finally {
    client.socket.disconnect();
  }
}

async function startRound(): Promise<string> {
  const spell = starterSpellbook[0]?.id;
  return (await ask<Round>('round:start', { kind: 'order', spell, seconds: 120 })).id;
}
const endRound = (roundId: string): Promise<unknown> => ask('round:end', { roundId });

/** What a stage shows that was opened on a node. */
async function stageOn({ port }: Node): Promise<StageSnapshot> {
  const socket = connect({ url: `http://127.0.0.1:${port}` }, '/stage', { token: stageToken });
  try {
    return await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  } finally {
    socket.disconnect();
  }
}

/** Asks for the account with a member's cookie until it is told to stop. @returns answers that were not theirs */
async function keepAsking(stopped: AbortSignal): Promise<string[]> {
  const wrong: string[] = [];
  while (!stopped.aborted) {
    const answer = await fetch(`${origin}/api/account`, { headers: { cookie: `wandcast=${owner}` } });
    const text = await answer.text();
    if (!answer.ok || !text.includes('"me":{')) wrong.push(`${answer.status} ${text}`);
    await wait(20);
  }
  return wrong;
}

/** A fault of the node that serves the room. @returns when it began, and what ends it */
type Fault = (node: Node) => Promise<{ readonly at: number; readonly end: () => Promise<void> }>;

const killed =
  (signal: NodeJS.Signals): Fault =>
  async (node) => {
    const at = performance.now();
    await node.process.end(signal);
    return { at, end: async () => void (node.process = await startProcess(node.port)) };
  };

const cutOff: Fault = (node) => {
  expect(node).toBe(nodes[0]); // it was there first
  network.silence();
  const at = performance.now();
  const end = async (): Promise<void> => {
    await wait(Math.max(0, at + CUT_MS - performance.now()));
    network.restore();
  };
  return Promise.resolve({ at: at + IN_FLIGHT_MS, end });
};

const faults: readonly (readonly [string, Fault])[] = [
  ['ten seconds without the database', cutOff],
  ['SIGKILL', killed('SIGKILL')],
  ['SIGTERM', killed('SIGTERM')],
];

describe.skipIf(noCaddy !== undefined)('[T10] a round on three nodes behind Caddy', () => {
  test.each(faults)('goes on after %s of the node that serves it', { retry: 0 }, async (name, fault) => {
    const wands = await joinWands({ url: origin, code: room.code }, WANDS);
    const over = new AbortController();
    try {
      const roundId = await startRound();
      for (const wand of wands) await expect.poll(() => wand.stored.size).toBeGreaterThan(2);
      const asking = keepAsking(over.signal);

      const serving = await servingNode();
      const { at, end } = await fault(serving);
      const back = await backAfter(at, wands);
      console.info(`cast again after ${name}: ${back.join(', ')} ms`);
      expect(await servingNode()).not.toBe(serving);
      await end();
      await backAfter(performance.now(), wands);
      over.abort();
      expect(await asking).toEqual([]);

      for (const node of nodes) expect((await stageOn(node)).wands).toHaveLength(WANDS);
      await endRound(roundId);
      expect(await countLost(database.url, wands)).toBe(0);
      for (const node of nodes)
        await expect
          .poll(async () => [
            comparableBoard((await stageOn(node)).board),
            await expectedBoard({ query }, room.eventId),
          ])
          .toSatisfy(([shown, expected]: object[]) => isDeepStrictEqual(shown, expected));
      const { board } = await stageOn(serving);
      expect(board.people).toBeGreaterThan(WANDS / 2);
    } finally {
      over.abort();
      network.restore();
      await Promise.all(wands.map((wand) => wand.stop()));
    }
  });
});

function raise(): never {
  throw new Error('not found');
}
