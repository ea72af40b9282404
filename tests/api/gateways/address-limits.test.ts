import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { AddressLimits } from '../../../apps/api/src/platform/limits/address-limits.js';
import { connectPhone } from '../../support/room/phone-connection.js';
import { connectPacket, openRaw } from '../../support/room/raw-client.js';
import { connectionResult, startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';

const [HALL, OTHER] = ['198.51.100.72', '198.51.100.73'];

/** Addresses that have flooded. */
let floods = 0;

/** Handshakes that one connection may send at once. */
const EACH = 8;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
afterEach(() => {
  vi.restoreAllMocks();
});

const join = (address: string, key = newKey()): Promise<string> => {
  const phone = connectPhone(server, { key }, '', address);
  return connectionResult(phone, 'wand:welcomed').finally(() => phone.disconnect());
};

/** The stage link with another proof: it names an event that there is. */
function forgedToken(): string {
  const [event, ...rest] = tokenOf(server.links.stage).split('.');
  return [event, ...rest.slice(1), newKey().padEnd(43, 'A').slice(0, 43)].join('.');
}

/** Sends handshakes with forged tokens on one connection, each after the last answer. @returns the answers */
async function forge(address: string): Promise<string[]> {
  const raw = await openRaw(server, address);
  const answers = (): string[] => raw.packets.filter((packet) => packet.startsWith('44/stage'));
  for (let sent = 1; sent <= EACH; sent++) {
    raw.send(connectPacket('/stage', { protocol: PROTOCOL_VERSION, token: forgedToken() }));
    await vi.waitUntil(() => answers().length === sent, { timeout: 60_000, interval: 5 });
  }
  raw.socket.terminate();
  return answers();
}

test('[H10] handshakes with forged tokens ask no table, and an address that sends too many is refused', async () => {
  const flood = `203.0.113.${++floods}`;
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  const answers: string[] = [];
  while (!answers.some((answer) => answer.includes('joins from this network')) && answers.length < 10_000)
    answers.push(...(await Promise.all(Array.from({ length: 25 }, () => forge(flood)))).flat());
  const lookUps = queries.mock.calls.filter(([query]) =>
    /"?events"?/.test(typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? '')),
  );
  expect(answers.filter((answer) => answer.includes('"unauthorized"')).length).toBeGreaterThanOrEqual(1_200);
  const refused = answers.filter((answer) => answer.includes('joins from this network'));
  expect(refused[0]).toContain('"too-many-tries"');
  expect(lookUps.length).toBeLessThan(10); // of the server itself

  expect(await join(OTHER)).toBe('welcomed');
});

test('[H11] an address that has made too many participants makes no more, but those there are come back', async () => {
  const known = newKey();
  expect(await join(HALL, known)).toBe('welcomed');
  const countPeople = (): Promise<unknown[]> => server.query('SELECT id FROM participants');
  const before = await countPeople();
  const asked = vi.spyOn(AddressLimits.prototype, 'allowsNewcomer').mockImplementation((address) => address !== HALL);
  expect(await join(HALL)).toBe('too-many-tries');
  expect(await join(HALL, known)).toBe('welcomed');
  expect(await countPeople()).toHaveLength(before.length);
  expect(asked.mock.calls).toEqual([[HALL]]);
  expect(await join(OTHER)).toBe('welcomed');
});
