import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SerialQueue } from '../../../../../apps/api/src/platform/queues/serial-queue.js';

test('runs tasks one at a time, in order, and returns their results', async () => {
  const queue = new SerialQueue();
  const log: string[] = [];
  const task = (name: string, ms: number) => async (): Promise<string> => {
    log.push(`${name} begins`);
    await wait(ms);
    log.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([queue.run(task('slow', 20)), queue.run(task('quick', 0))])).toEqual(['slow', 'quick']);
  expect(log).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends']);
});

test('a failed task rejects its own result only', async () => {
  const queue = new SerialQueue();
  const failed = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(() => Promise.resolve('fine'));
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});

test('is idle once the tasks added so far have ended, even if one failed', async () => {
  const queue = new SerialQueue();
  await queue.idle();
  let isDone = false;
  const failed = queue.run(async () => {
    await wait(10);
    isDone = true;
    throw new Error('broken');
  });
  await Promise.all([expect(failed).rejects.toThrow('broken'), queue.idle()]);
  expect(isDone).toBe(true);
});
