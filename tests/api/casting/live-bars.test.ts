import { MAX_BATCH_SAMPLES, encodeBatch, wordsPerSample } from '@wandcast/protocol';
import { Predictor } from '@wandcast/recognition';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/** Connections, each with a cast in progress. */
const WANDS = 80;

let server: TestServer;
const wands: Socket[] = [];
beforeAll(async () => {
  server = await startTestServer();
  for (let n = 0; n < WANDS; n++) wands.push(connectWand(server));
  await Promise.all(wands.map((wand) => nextMessage(wand, 'wand:welcomed')));
});
afterAll(async () => {
  for (const wand of wands) wand.disconnect();
  await server.remove();
});

/** Sends samples of a cast that does not end. @returns its id */
function begin(wand: Socket, stream: number, count: number): string {
  const { castId, packed, start } = castMessages(circle(count));
  wand.emit('cast:start', { ...start, stream });
  const width = wordsPerSample(packed.channels);
  for (let from = 0; from < count; from += MAX_BATCH_SAMPLES) {
    const words = packed.words.slice(from * width, (from + MAX_BATCH_SAMPLES) * width);
    const sequence = from / MAX_BATCH_SAMPLES;
    wand.emit('cast:samples', encodeBatch({ ...packed, stream, sequence, count: words.length / width, words }));
  }
  return castId;
}

test('all casts in progress get their bars, in batches that a finished cast does not wait long for', async () => {
  const predict = vi.spyOn(Predictor.prototype, 'predict');
  const barred = new Set<string>();
  for (const wand of wands) wand.on('bars:moved', ({ castId }: { castId: string }) => barred.add(castId));
  const begun = wands.map((wand, n) => begin(wand, 0, n % 2 === 0 ? 60 : 540));
  await vi.waitUntil(() => begun.every((castId) => barred.has(castId)), 10_000);
  const batches = predict.mock.calls.filter(([, head]) => head === 'live').map(([signals]) => signals);
  expect(Math.max(...batches.map((signals) => signals.length))).toBeLessThanOrEqual(32);
  expect(Math.max(...batches.map((signals) => signals.reduce((sum, { t }) => sum + t.length, 0)))).toBeLessThanOrEqual(
    4_000,
  );
  predict.mockRestore();
});

test('a cast that is longer than any spell costs no prediction', async () => {
  const [wand] = wands as [Socket];
  for (const one of wands) one.disconnect();
  wand.connect();
  await nextMessage(wand, 'wand:welcomed');
  const predict = vi.spyOn(Predictor.prototype, 'predict');
  begin(wand, 0, 700);
  const barred: string[] = [];
  wand.on('bars:moved', ({ castId }: { castId: string }) => barred.push(castId));
  await wand.emitWithAck('clock:read', {}); // all samples have arrived
  const short = begin(wand, 1, 60);
  await vi.waitUntil(() => barred.includes(short), 10_000);
  expect(predict.mock.calls.some(([signals]) => signals.some(({ t }) => t.length > 600))).toBe(false);
  predict.mockRestore();
});
