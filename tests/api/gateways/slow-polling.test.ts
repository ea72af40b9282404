import { PROTOCOL_VERSION, type Answer, type StoredCast } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openPolling, type PollingClient } from '../../support/room/polling-client.js';
import { connectPacket } from '../../support/room/raw-client.js';
import { connectWand, nextMessage, profile, startTestServer, type TestServer } from '../../support/test-server.js';

/* Clients without a websocket ask for their answers with HTTP requests, and may leave them where they are. */
const ATTACKER = '203.0.113.66';

let server: TestServer;
let good: Socket;
/** A participant with so many casts that one answer to `casts:fetch` has half a megabyte. */
const key = newKey();
const castIds: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
  good = connectWand(server);
  await nextMessage(good, 'wand:welcomed');
  const filling = connectWand(server, { key });
  await nextMessage(filling, 'wand:welcomed');
  const long = circle(1_800).map((sample) => ({ ...sample, gravity: [0, 0, 9.8] as const, rotation: [1, 2, 3] as const })); // prettier-ignore
  for (let n = 0; n < 20; n++) {
    const { replay, castId } = castMessages(long);
    expect(await filling.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true });
    castIds.push(castId);
  }
  filling.disconnect();
});
afterAll(async () => {
  good.disconnect();
  await server.remove();
});
beforeEach(() => {
  server.log.length = 0;
});

const castWell = async (): Promise<boolean> =>
  ((await good.emitWithAck('cast:replay', castMessages().replay)) as Answer<StoredCast>).ok;
const reasons = (): unknown[] => server.log.flatMap(({ reason }) => reason ?? []);

async function joinByPolling(): Promise<PollingClient> {
  const client = await openPolling(server, ATTACKER);
  await client.send(connectPacket('/wand', { protocol: PROTOCOL_VERSION, code: server.code, key, profile }));
  await expect.poll(async () => (await client.poll())?.some((packet) => packet.startsWith('40/wand'))).toBe(true);
  return client;
}
let asked = 0;
const fetchCasts = (): string => `42/wand,${asked++}${JSON.stringify(['casts:fetch', { castIds }])}`;

test('[M6] a client that polls gets what it picks up', async () => {
  const client = await joinByPolling();
  await client.send(fetchCasts());
  const received: string[] = [];
  await expect
    .poll(async () => {
      received.push(...((await client.poll()) ?? []));
      return received.some((packet) => packet.startsWith('b'));
    })
    .toBe(true);
  expect(await client.send('1')).toBe(true);
  expect(reasons()).toEqual([]);
});

test('[M6] a client that asks and never picks up its answers is closed, and a good wand is not disturbed', async () => {
  const client = await joinByPolling();
  await expect
    .poll(
      async () => {
        const isOpen = await client.send(...Array.from({ length: 8 }, fetchCasts));
        expect(await castWell()).toBe(true);
        return isOpen || reasons();
      },
      { interval: 20, timeout: 20_000 },
    )
    .toContain('slow-reader');
  expect(await client.poll()).toBeUndefined();
});
