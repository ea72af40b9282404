import { expect, test } from 'vitest';
import { BatchQueue, type Request } from '../../../../libs/recognition/src/workers/batch-queue.js';
import { wandering } from '../fixtures/random-signals.js';

const request = (casts: number): Request => ({
  signals: Array.from({ length: casts }, (_, i) => wandering(i, 4)),
  resolve: () => undefined,
  reject: () => undefined,
});

test('features wait for every prediction, and go one request at a time', () => {
  const queue = new BatchQueue();
  for (const head of ['features', 'features', 'live', 'whole', 'whole'] as const) queue.add(head, request(2));
  const order = Array.from({ length: 5 }, () => queue.next()).map((batch) => [batch?.head, batch?.requests.length]);
  expect(order).toEqual([['whole', 2], ['live', 1], ['features', 1], ['features', 1], [undefined, undefined]]); // prettier-ignore
  expect(queue.isEmpty).toBe(true);
});

test('background requests wait for urgent ones, and go one at a time', () => {
  const queue = new BatchQueue();
  for (let i = 0; i < 2; i++) queue.add('personal', request(2), 'background');
  for (const head of ['live', 'personal', 'personal', 'whole'] as const) queue.add(head, request(2));
  const order = Array.from({ length: 6 }, () => queue.next()).map((batch) => [batch?.head, batch?.requests.length]);
  expect(order).toEqual([['whole', 1], ['personal', 2], ['live', 1], ['personal', 1], ['personal', 1], [undefined, undefined]]); // prettier-ignore
  expect(queue.isEmpty).toBe(true);
});
