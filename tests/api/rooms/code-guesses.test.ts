import type { ListedRoom } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { connectPhone } from '../../support/room/phone-connection.js';
import { connectionResult, startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

const lookUp = async (code: string, address: string): Promise<number> => {
  const response = await fetch(`${server.url}/api/events/${code}`, { headers: { 'x-forwarded-for': address } });
  await response.body?.cancel();
  return response.status;
};
const join = (code: string, address: string): Promise<string> => {
  const socket = connectPhone(server, { code, key: newKey() }, '', address);
  return connectionResult(socket, 'wand:welcomed').finally(() => socket.disconnect());
};
/** Wrong codes, some at a time. @returns how often each status was answered */
async function guess(count: number, address: string): Promise<Record<number, number>> {
  const answers: Record<number, number> = {};
  for (let i = 0; i < count; i += 50)
    for (const status of await Promise.all(
      Array.from({ length: 50 }, (_, k) => lookUp(`ZZZZ${1000 + i + k}`, address)),
    ))
      answers[status] = (answers[status] ?? 0) + 1;
  return answers;
}

test('[E9] an address that only guesses gets no answer after 600 wrong codes, not even to the right one', async () => {
  const attacker = '203.0.113.66';
  expect(await guess(700, attacker)).toEqual({ 404: 600, 429: 100 });
  expect(await lookUp(server.code, attacker)).toBe(429);
  expect(await join(server.code, attacker)).toBe('too-many-tries');
  expect(await join('ZZZZ9999', attacker)).toBe('too-many-tries');
  expect(await lookUp(server.code, '203.0.113.67')).toBe(200); // others are not affected
});

test('[E9] a hall of a thousand phones behind one address joins, although every second one mistypes', async () => {
  const hall = '198.51.100.1';
  for (let i = 0; i < 1_000; i += 50) {
    const typed = Array.from({ length: 50 }, async (_, k) => {
      if (k % 2 === 0) expect(await lookUp(`ZZZZ${2000 + i + k}`, hall)).toBe(404);
      return lookUp(server.code, hall);
    });
    expect(new Set(await Promise.all(typed))).toEqual(new Set([200]));
    if (i === 0) expect(await join(server.code, hall)).toBe('welcomed');
  }
  await guess(200, hall); // someone among them guesses on
  expect(await lookUp('ZZZZ1234', hall)).toBe(429);
  expect(await lookUp(server.code, hall)).toBe(200);
  expect(await join(server.code, hall)).toBe('welcomed');
});

test('[E9] handshakes count as lookups do', async () => {
  const address = '203.0.113.99';
  expect(await join('ZZZZ4321', address)).toBe('event-unknown');
  expect(await guess(650, address)).toEqual({ 404: 599, 429: 51 });
});

test('[E9] getting into one room allows no more guesses at the codes of others', async () => {
  const main = await openConsole(server);
  const { id } = await main.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  const other = await openConsole(server, server.owner, id);
  const hall = '198.51.100.7';
  expect(await join(main.state.event.code, hall)).toBe('welcomed');
  await guess(600, hall);
  expect(await lookUp(main.state.event.code, hall)).toBe(200);
  expect(await lookUp(other.state.event.code, hall)).toBe(429);
  expect(await join(other.state.event.code, hall)).toBe('too-many-tries');
  for (const one of [main.socket, other.socket]) one.disconnect();
});
