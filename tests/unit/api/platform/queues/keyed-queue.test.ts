import { expect, test } from 'vitest';
import { KeyedQueue } from '../../../../../apps/api/src/platform/queues/keyed-queue.js';

test('runs the tasks of a key one after another, also after a failure, and those of other keys meanwhile', async () => {
  const queue = new KeyedQueue<string>();
  const events: string[] = [];
  const ends: Record<string, (error?: Error) => void> = {};
  const task = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      events.push(name);
      ends[name] = (error) => {
        if (error === undefined) resolve(name);
        else reject(error);
      };
    });
  const [first, second, other] = [queue.run('a', task('a1')), queue.run('a', task('a2')), queue.run('b', task('b1'))];
  await Promise.resolve();
  expect(events).toEqual(['a1', 'b1']);
  ends['a1']?.(new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  await expect.poll(() => events).toEqual(['a1', 'b1', 'a2']);
  for (const name of ['a2', 'b1']) ends[name]?.();
  expect(await Promise.all([second, other])).toEqual(['a2', 'b1']);
  const last = queue.run('a', task('a3'));
  await expect.poll(() => events.at(-1)).toBe('a3');
  ends['a3']?.();
  expect(await last).toBe('a3');
});
