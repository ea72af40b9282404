import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BatchedCalls } from '../../../../../apps/api/src/platform/queues/batched-calls.js';

/** Answers each key with its length, from what was there when the batch began. */
function calls(most?: number) {
  const batches: (readonly string[])[] = [];
  const missing = new Set<string>();
  const batched = new BatchedCalls(async (keys: readonly string[]) => {
    batches.push(keys);
    const answers = new Map(keys.filter((key) => !missing.has(key)).map((key) => [key, key.length]));
    await sleep(1);
    if (keys.includes('broken')) throw new Error('the database is away');
    return answers;
  }, most);
  return { batches, missing, batched };
}

test('a call alone is made at once; those that arrive meanwhile share the next batch, each key once', async () => {
  const { batches, batched } = calls();
  const first = batched.call('a');
  await expect.poll(() => batches.length).toBe(1);
  const others = ['bb', 'ccc', 'bb'].map((key) => batched.call(key));
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([2, 3, 2]);
  expect(batches).toEqual([['a'], ['bb', 'ccc']]);
});

test('a batch has so many keys at most, and batches run one after another', async () => {
  const { batches, batched } = calls(2);
  const keys = ['a', 'b', 'c', 'd', 'e'];
  expect(await Promise.all(keys.map((key) => batched.call(key)))).toEqual([1, 1, 1, 1, 1]);
  expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('a call sees what was there when it was made, and later', async () => {
  const { batches, missing, batched } = calls();
  missing.add('a');
  const before = batched.call('a');
  await expect.poll(() => batches.length).toBe(1);
  missing.delete('a');
  expect(await batched.call('a')).toBe(1);
  expect(await before).toBeUndefined();
});

test('a failed batch fails its own calls alone', async () => {
  const { batches, batched } = calls();
  const refused = expect(batched.call('broken')).rejects.toThrow('the database is away');
  await expect.poll(() => batches.length).toBe(1);
  expect(await batched.call('a')).toBe(1);
  await refused;
});
