import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
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

describe('of tasks that go on after their turn', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A queue with two places; each task goes on until it is ended. */
  function startThree(rest: number): { started: string[]; end: (name: string) => void } {
    vi.useFakeTimers();
    const queue = new EventLoopQueue({ count: 2, rest: () => rest });
    const started: string[] = [];
    const ends = new Map<string, () => void>();
    for (const name of ['one', 'two', 'three'])
      queue.add(name, () => {
        started.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      });
    return { started, end: (name) => ends.get(name)?.() };
  }

  test('a few have a place, and the next one starts when a place is empty', async () => {
    const { started, end } = startThree(0);
    await vi.advanceTimersByTimeAsync(20);
    expect(started).toEqual(['one', 'two']);
    end('two');
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(['one', 'two', 'three']);
  });

  test('a place stays empty in proportion to the time it was kept', async () => {
    const { started, end } = startThree(2);
    await vi.advanceTimersByTimeAsync(10);
    end('one');
    await vi.advanceTimersByTimeAsync(19);
    expect(started).toEqual(['one', 'two']);
    await vi.advanceTimersByTimeAsync(2);
    expect(started).toEqual(['one', 'two', 'three']);
  });

  test('hung ones do not keep their places', async () => {
    const { started } = startThree(1);
    await vi.advanceTimersByTimeAsync(98);
    expect(started).toEqual(['one', 'two']);
    await vi.advanceTimersByTimeAsync(4); // 50 ms, and a rest of the same length
    expect(started).toEqual(['one', 'two', 'three']);
  });
});
