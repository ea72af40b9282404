import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EventLoopQueue } from '../../../../../apps/api/src/platform/queues/event-loop-queue.js';

/** Longer than a slice. */
const LONG_MS = 2;

function work(): void {
  for (const began = performance.now(); performance.now() - began < LONG_MS;);
}

test('a burst of long tasks gets one in each turn, so that others run in between', async () => {
  const queue = new EventLoopQueue();
  const order: string[] = [];
  for (let n = 0; n < 3; n++)
    queue.add('one', () => {
      work();
      order.push('task');
    });
  expect(order).toEqual([]);
  for (let turn = 0; turn < 3; turn++) {
    await nextTurn();
    order.push('other');
  }
  expect(order).toEqual(['task', 'other', 'task', 'other', 'task', 'other']);
});

test('a burst of short tasks shares a turn, so that a hall is not held up', async () => {
  const queue = new EventLoopQueue();
  let [count, turns] = [0, 0];
  for (let n = 0; n < 200; n++) queue.add('one', () => count++);
  for (; count < 200; turns++) await nextTurn();
  expect(turns).toBeLessThan(100);
});

test('keys take turns, and tasks of one key keep their order', async () => {
  const queue = new EventLoopQueue();
  const order: string[] = [];
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(name.slice(0, 1), () => order.push(name));
  while (order.length < 6) await nextTurn();
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a task added by a task runs, too', async () => {
  const queue = new EventLoopQueue();
  const order: string[] = [];
  queue.add('a', () => {
    order.push('first');
    queue.add('a', () => order.push('second'));
  });
  while (order.length < 2) await nextTurn();
  expect(order).toEqual(['first', 'second']);
});
