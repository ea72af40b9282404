import type { Answer, StoredCast } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openConsole } from '../../support/console-client.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
let wand: Socket;
beforeAll(async () => {
  server = await startTestServer();
  const client = await openConsole(server);
  await client.ask('room:learn', { learning: false }); // the casts would trigger a training
  client.socket.disconnect();
});
afterAll(() => server.remove());
beforeEach(async () => {
  wand = connectWand(server);
  await nextMessage(wand, 'wand:welcomed');
});
afterEach(() => {
  wand.disconnect();
});

type Stored = Answer<StoredCast>;
const send = (replay: object, from = wand): Promise<Stored> => from.emitWithAck('cast:replay', replay);

/** Casts that were recognized, and statements that wrote casts. */
async function work(): Promise<number[]> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return ['wandcast_recognize_seconds_count', 'wandcast_commit_casts_count'].map((name) =>
    Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]),
  );
}

test('[C7] a replay of a stored cast is neither recognized nor written again, however often', async () => {
  const before = await work();
  const { replay } = castMessages();
  const first = await send(replay);
  const once = await work();
  const again = [await send(replay), ...(await Promise.all(Array.from({ length: 8 }, () => send(replay))))];
  expect(first).toMatchObject({
    ok: true,
    value: { duplicate: false, recognition: { modelId: expect.any(String) as string } },
  });
  expect(once).toEqual(before.map((count) => count + 1));
  expect(again).toEqual(again.map(() => first.ok && { ok: true, value: { ...first.value, duplicate: true } }));
  expect(await work()).toEqual(once);
});

test('[C10] a replay with the id of another cast is refused without recognizing it', async () => {
  const { replay, castId } = castMessages();
  await send(replay);
  const thief = connectWand(server);
  await nextMessage(thief, 'wand:welcomed');
  const before = await work();
  const answers = [await send(replay, thief), await send({ ...castMessages(circle(50)).replay, castId })];
  thief.disconnect();
  expect(answers.map((answer) => answer.ok || answer.failure.code)).toEqual(['cast-conflict', 'cast-conflict']);
  expect(await work()).toEqual(before);
});

test('a replay that is damaged is refused for that, also if its id is stored', async () => {
  const { replay, castId } = castMessages();
  await send(replay);
  const answers = [await send({ ...replay, count: 89 }), await send({ ...castMessages(circle(3)).replay, castId })];
  expect(answers.map((answer) => answer.ok || answer.failure.code)).toEqual(['count-mismatch', 'cast-too-short']);
});

test('a live cast with the id of a stored one is recognized, and acknowledged as a duplicate', async () => {
  const cast = castMessages();
  await send(cast.replay);
  const [recognized] = await work();
  wand.emit('cast:start', cast.start);
  for (const batch of cast.batches) wand.emit('cast:samples', batch);
  expect(await wand.emitWithAck('cast:end', cast.end)).toMatchObject({ ok: true, value: { duplicate: true } });
  expect((await work())[0]).toBe((recognized ?? 0) + 1);
});

test('a client that replays without end waits 100 ms for each answer', async () => {
  const { replay } = castMessages();
  await send(replay);
  const began = performance.now();
  for (let n = 0; n < 5; n++) await send(replay);
  expect(performance.now() - began).toBeGreaterThan(490); // a timer may be a millisecond early
});
