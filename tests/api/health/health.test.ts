import type { Answer, Health } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { healthNote } from '../../../apps/web/src/locales/en/console/health-notes';
import { castMessages } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

let database: TestDatabase;
let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer({ databaseUrl: database.url });
  client = await openConsole(server);
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
  await database.remove();
});

const beat = (fits: (health: Health) => boolean): Promise<Health> => client.waitForMessage('health:changed', fits);
const noted = (words: RegExp) => beat(({ notes }) => notes.some((note) => words.test(healthNote(note))));

async function welcomed(socket: Socket, message: string): Promise<Socket> {
  await nextMessage(socket, message);
  return socket;
}
const phone = (key = newKey()): Promise<Socket> => welcomed(connectWand(server, { key }), 'wand:welcomed');
const openStage = (): Promise<Socket> =>
  welcomed(connect(server, '/stage', { token: tokenOf(server.links.stage) }), 'stage:welcomed');

describe('the health report', () => {
  test('is in the console’s welcome, and sent with every beat', async () => {
    expect(client.state.health).toMatchObject({
      perMinute: 0,
      roundTrip: null,
      store: null,
      waiting: 0,
      lost: 0,
      stages: 0,
    });
    const first = await beat(() => true);
    const second = await beat(() => true);
    expect(second.at - first.at).toBeGreaterThan(1_000);
    expect(second.loopMs).toBeGreaterThanOrEqual(0);
  });

  test('contains cast times and clock errors', async () => {
    const [wand, stage] = [await phone(), await openStage()];
    for (const page of [wand, stage]) {
      const answer = (await page.emitWithAck('clock:read', {})) as Answer<{ at: number }>;
      expect(Math.abs((answer.ok ? answer.value.at : 0) - Date.now())).toBeLessThan(5_000);
    }
    wand.emit('clock:report', { offsetMs: 3, roundTripMs: 40 });
    stage.emit('clock:report', { offsetMs: 0, roundTripMs: 90 });
    const felt = beat(({ store, recognize, clockMs }) => store !== null && recognize !== null && clockMs !== null);
    await wand.emitWithAck('cast:replay', castMessages().replay);
    const health = await felt;
    expect(health).toMatchObject({ perMinute: 1, roundTrip: { p50: 40, p95: 40 }, clockMs: 45, stages: 1, waiting: 0 });
    expect(health.store?.p95).toBeGreaterThanOrEqual(health.recognize?.p95 ?? Infinity);

    const after = beat(({ roundTrip, stages }) => roundTrip === null && stages === 0);
    wand.disconnect();
    stage.disconnect();
    const alarms = (await after).notes.filter(({ alarm }) => alarm);
    expect(alarms.map(healthNote)).toContain('The last stage disconnected. Open its link again');
  });

  test('counts lost phones until they are back with their casts', async () => {
    const key = newKey();
    const wand = await phone(key);
    const lost = beat((health) => health.lost > 0);
    wand.disconnect();
    const { lost: before } = await lost;
    const back = noted(/1 phone came back, 2 casts sent/);
    const again = await phone(key);
    for (let i = 0; i < 2; i++) await again.emitWithAck('cast:replay', castMessages().replay);
    expect((await back).lost).toBeLessThan(before);
    again.disconnect();
  });

  test('counts refusals, names a slow phone, and raises an alarm when many leave', async () => {
    const wands = await Promise.all(Array.from({ length: 6 }, () => phone()));
    const slow = noted(/^Quiet Otter is slow, 612 ms$/);
    const refused = beat(({ failures }) => failures > 0);
    wands[0]?.emit('clock:report', { offsetMs: 0, roundTripMs: 612 });
    await wands[0]?.emitWithAck('cast:end', { nonsense: true });
    await Promise.all([slow, refused]);
    const gone = beat(({ notes }) =>
      notes.some((note) => note.alarm && /[6-9] phones left within ten/.test(healthNote(note))),
    );
    for (const wand of wands) wand.disconnect();
    await gone;
  });
});

describe('GET /health', () => {
  const nodes = async (): Promise<unknown> =>
    ((await (await fetch(`${server.url}/health`)).json()) as { nodes: unknown }).nodes;

  test('counts the running nodes', async () => {
    await expect.poll(nodes).toBe(1);
    const second = await startTestServer({ databaseUrl: database.url });
    await expect.poll(nodes).toBe(2);
    await second.remove();
    await expect.poll(nodes).toBe(1);
  });

  test('is 503 while the database refuses casts, and consoles are told why', async () => {
    const wand = await phone();
    const { replay } = castMessages();
    await allowWrites(false);
    await health(); // must not be good for what comes after it
    const told = noted(/^No casts are stored, they wait on the phones: the database is read-only\. Make it writable$/);
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: false, failure: { code: 'overloaded' } });
    expect(await health()).toMatchObject({ code: 503, status: 'failing' });
    await told;
    expect(await health()).toMatchObject({
      code: 503,
      status: 'failing',
      reason: expect.stringMatching(/read-only/) as string,
    });

    await allowWrites(true);
    const restored = noted(/^Casts are stored again$/);
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true, value: { duplicate: false } });
    await restored;
    await expect.poll(health).toMatchObject({ code: 200, status: 'ok' });
    await expect.poll(() => server.log.map(({ msg }) => msg)).toContain('casts are stored again');
    const causes = server.log.filter(({ fault }) => fault === 'read-only').map(({ msg }) => msg);
    expect(causes).toEqual([
      'casts cannot be stored and wait on the phones: the database is read-only: make it writable, or set DATABASE_URL to the primary server',
    ]);
    wand.disconnect();
  });

  async function health(): Promise<unknown> {
    const response = await fetch(`${server.url}/health`);
    return { code: response.status, ...((await response.json()) as object) };
  }

  /** For new connections, so the present ones are ended. */
  async function allowWrites(allowed: boolean): Promise<void> {
    const name = new URL(database.url).pathname.slice(1);
    await server.query('SET default_transaction_read_only = off');
    await server.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = ${allowed ? 'off' : 'on'}`);
    await server.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
  }
});
