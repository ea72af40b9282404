import {
  MAX_CASTS_FETCHED,
  MAX_CAST_SAMPLES,
  type Answer,
  type Sample,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { Wand, memoryStore, newKey } from '@wandcast/wand';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { connectWand, nextMessage, profile, startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

/** A cast of the greatest length with all channels. */
const longest: readonly Sample[] = Array.from({ length: MAX_CAST_SAMPLES }, (_, i) => ({
  t: i * 10,
  linear: [Math.sin(i), Math.cos(i), 1],
  gravity: [Math.sin(i), Math.cos(i) + 9.81, 1],
  rotation: [i % 90, 0, -(i % 90)],
}));

test('[D1] a wand fetches as many casts as it may, each of the greatest length, and stays connected', async () => {
  const key = newKey();
  const sender = connectWand(server, { key });
  await nextMessage<Welcome>(sender, 'wand:welcomed');
  const sent = Array.from({ length: MAX_CASTS_FETCHED }, () => castMessages(longest));
  for (const { replay } of sent) {
    const answer = (await sender.emitWithAck('cast:replay', replay)) as Answer<StoredCast>;
    expect(answer.ok).toBe(true);
  }
  sender.disconnect();

  const wand = new Wand({ url: server.url, code: server.code, key, profile, store: memoryStore() });
  const states: string[] = [];
  const joined = new Promise<void>((resolve) => {
    wand.on('state', ({ kind }) => {
      states.push(kind);
      if (kind === 'joined') resolve();
    });
  });
  wand.join();
  await joined;
  const castIds = (await wand.own.list()).map(({ castId }) => castId);
  expect(castIds).toHaveLength(MAX_CASTS_FETCHED);
  const fetched = await wand.own.fetch(castIds);
  expect(fetched.map(({ castId }) => castId)).toEqual(castIds);
  for (const { castId, count, samples } of fetched) {
    const { replay } = sent.find((one) => one.castId === castId) ?? {};
    expect(count).toBe(MAX_CAST_SAMPLES);
    expect(Buffer.from(samples).equals(Buffer.from(replay?.samples ?? []))).toBe(true);
  }
  expect(states.filter((kind) => kind === 'joined')).toHaveLength(1); // never lost the connection
  wand.leave();
});
