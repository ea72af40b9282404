import { expect, test } from 'vitest';
import type { Request } from '../../../../libs/recognition/src/workers/batch-queue.js';
import { FairBatchQueue } from '../../../../libs/recognition/src/workers/fair-batch-queue.js';
import { wandering } from '../fixtures/random-signals.js';

const request = (casts: number, rejected: unknown[] = []): Request => ({
  signals: Array.from({ length: casts }, (_, i) => wandering(i, 4)),
  resolve: () => undefined,
  reject: (error) => rejected.push(error),
});

const drain = (queue: FairBatchQueue): string[] => {
  const order: string[] = [];
  for (let batch = queue.next(); batch !== undefined; batch = queue.next())
    order.push(`${batch.slot} ${batch.head} ${batch.requests.length}`);
  return order;
};

test('whole casts of every model go before personal and live ones, which go before features', () => {
  const queue = new FairBatchQueue();
  for (const head of ['features', 'live', 'personal'] as const) queue.add(1, head, request(2), 'urgent');
  queue.add(2, 'whole', request(2), 'urgent');
  queue.add(2, 'live', request(2), 'urgent');
  expect(drain(queue)).toEqual(['2 whole 1', '1 personal 1', '2 live 1', '1 live 1', '1 features 1']);
  expect(queue.isEmpty).toBe(true);
});

test('models that wait for the same take turns, whatever many casts one has', () => {
  const queue = new FairBatchQueue();
  for (let n = 0; n < 3; n++) queue.add(1, 'whole', request(400), 'urgent'); // more than one batch
  queue.add(2, 'whole', request(1), 'urgent');
  expect(drain(queue)).toEqual(['1 whole 1', '2 whole 1', '1 whole 1', '1 whole 1']);
});

test('requests of one model never share a batch with those of another', () => {
  const queue = new FairBatchQueue();
  for (const slot of [1, 2, 1, 2]) queue.add(slot, 'live', request(1), 'urgent');
  expect(drain(queue)).toEqual(['1 live 2', '2 live 2']);
});

test('those of a model that is released are rejected, and the others stay', () => {
  const queue = new FairBatchQueue();
  const rejected: unknown[] = [];
  queue.add(1, 'whole', request(1, rejected), 'urgent');
  queue.add(2, 'whole', request(1, rejected), 'urgent');
  queue.reject(1, new Error('released'));
  expect(rejected).toHaveLength(1);
  expect(drain(queue)).toEqual(['2 whole 1']);
  queue.add(3, 'whole', request(1, rejected), 'urgent');
  queue.rejectAll(new Error('stopped'));
  expect(rejected).toHaveLength(2);
  expect(queue.isEmpty).toBe(true);
});

test('models that cannot answer yet keep theirs and hold up nobody', () => {
  const ready = new Set([2]);
  const queue = new FairBatchQueue((slot) => ready.has(slot));
  queue.add(1, 'whole', request(1), 'urgent');
  queue.add(2, 'live', request(1), 'urgent');
  expect(drain(queue)).toEqual(['2 live 1']);
  expect(queue.isEmpty).toBe(true);
  ready.add(1);
  expect(queue.isEmpty).toBe(false);
  expect(drain(queue)).toEqual(['1 whole 1']);
});

test('background requests can be left waiting', () => {
  const queue = new FairBatchQueue();
  queue.add(1, 'features', request(1), 'urgent');
  queue.add(2, 'live', request(1), 'urgent');
  expect(queue.next(false)).toMatchObject({ slot: 2, isBackground: false });
  expect(queue.next(false)).toBeUndefined();
  expect(queue.isEmpty).toBe(false);
  expect(queue.next()).toMatchObject({ slot: 1, isBackground: true });
});
