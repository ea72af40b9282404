import { gaussian, seeded } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { embedCasts } from '../../../../libs/recognition/src/map/embed-casts.js';
import { embedInWorker } from '../../../../libs/recognition/src/workers/map-embedder.js';

const random = seeded(5);
const features = Array.from({ length: 120 }, () => Float32Array.from({ length: 16 }, () => gaussian(random)));
const job = { features, before: [] };

test('the map of casts is computed on a thread of its own, which leaves this one free', async () => {
  let turns = 0;
  let isDone = false;
  const turn = (): void => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const positions = await embedInWorker(job, new AbortController().signal);
  isDone = true;
  expect(turns).toBeGreaterThan(100); // a computation on this thread would leave one or two
  expect(positions).toEqual(embedCasts(features));
});

test('a map that is no longer needed ends with the reason, before and during its computation', async () => {
  const closed = new Error('the room closed');
  const abort = new AbortController();
  const running = embedInWorker(job, abort.signal);
  abort.abort(closed);
  await expect(running).rejects.toBe(closed);
  await expect(embedInWorker(job, abort.signal)).rejects.toBe(closed);
});
