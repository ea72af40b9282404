import { PROTOCOL_VERSION, type Answer, type StoredCast } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { connectPacket, openRaw, type RawClient } from '../../support/room/raw-client.js';
import { connectWand, nextMessage, profile, startTestServer, type TestServer } from '../../support/test-server.js';

const HALL = 1_000;
/** What operators are promised, ms. */
const PROMISED_MS = 30_000;
/** Public, so that it has the limits of a hall behind one router and not those of this machine. */
const ROUTER = '198.51.100.7';

let server: TestServer;
let caster: Socket;
beforeAll(async () => {
  server = await startTestServer({ capacity: HALL + 1 });
  caster = connectWand(server);
  await nextMessage(caster, 'wand:welcomed');
});
afterAll(async () => {
  caster.disconnect();
  await server.remove();
});

/** Raw clients, because a thousand whole ones would take longer than the server. */
async function join(n: number): Promise<RawClient> {
  const phone = await openRaw(server, ROUTER);
  const handshake = { protocol: PROTOCOL_VERSION, code: server.code, key: newKey(), profile };
  phone.send(connectPacket('/wand', { ...handshake, profile: { ...profile, nickname: `Wizard ${n}` } }));
  return phone;
}
const answered = ({ packets }: RawClient): boolean =>
  packets.some((packet) => /^4[04]\/wand|wand:welcomed/.test(packet));

test('[H11] a thousand phones behind one address join within 30 s, none is refused, and casts are stored meanwhile', async () => {
  const began = performance.now();
  const phones: RawClient[] = [];
  const opening = Array.from({ length: HALL }, async (_, n) => phones.push(await join(n)));
  const isDone = (): boolean => phones.length === HALL && phones.every(answered);
  while (!isDone() && performance.now() - began < 2 * PROMISED_MS) {
    const answer = (await caster.emitWithAck('cast:replay', castMessages().replay)) as Answer<StoredCast>;
    expect(answer.ok).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const took = performance.now() - began;
  await Promise.all(opening);
  const [refused, closed] = [/^44\/wand/, /^41/].map((kind) =>
    phones.flatMap(({ packets }) => packets.filter((packet) => kind.test(packet))),
  );
  for (const { socket } of phones) socket.terminate();
  expect([refused, closed]).toEqual([[], []]);
  expect(phones.filter(({ packets }) => packets.some((packet) => packet.startsWith('40/wand')))).toHaveLength(HALL);
  const [people] = await server.query('SELECT count(*)::int AS joined, count(DISTINCT nickname)::int AS names FROM participants'); // prettier-ignore
  expect(people).toEqual({ joined: HALL + 1, names: HALL + 1 });
  expect(took).toBeLessThan(PROMISED_MS);
});
