import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BulkWork } from '../../../../../apps/api/src/platform/limits/bulk-work.js';
import { CastActivity } from '../../../../../apps/api/src/platform/limits/cast-activity.js';

const client = (id: string) => ({ id, gone: new AbortController().signal });

/** Work that takes the main thread for so many ms. */
function busy(ms: number): void {
  const began = performance.now();
  while (performance.now() - began < ms);
}

test('maps all items in order, in pieces between which others get their turn', async () => {
  const bulk = new BulkWork(new CastActivity());
  const order: string[] = [];
  const mapped = bulk.map(client('long'), [1, 2, 3, 4], (n) => {
    busy(6);
    order.push(`long ${n}`);
    return 10 * n;
  });
  const other = bulk.run(client('other'), async () => {
    await setImmediate();
    order.push('other');
  });
  expect(await mapped).toEqual([10, 20, 30, 40]);
  await other;
  expect(order).toEqual(['long 1', 'other', 'long 2', 'long 3', 'long 4']);
  expect(await bulk.map(client('long'), [], () => 1)).toEqual([]);
});

test('what cannot be mapped fails, and nothing is mapped for a client that has gone', async () => {
  const bulk = new BulkWork(new CastActivity());
  const broken = bulk.map(client('one'), [1], () => {
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  const gone = new AbortController();
  const items: number[] = [];
  const left = bulk.map({ id: 'one', gone: gone.signal }, [1, 2, 3], (n) => {
    busy(6);
    items.push(n);
    gone.abort(new Error('gone'));
  });
  await expect(left).rejects.toThrow('gone');
  expect(items).toEqual([1]);
});

test('a lone client rests three times as long as its work while casts move', async () => {
  const activity = new CastActivity();
  const bulk = new BulkWork(activity);
  const turn = (): Promise<number> => {
    const began = performance.now();
    busy(20);
    activity.moved(performance.now());
    return Promise.resolve(began);
  };
  const [first, second] = await Promise.all([bulk.run(client('one'), turn), bulk.run(client('one'), turn)]);
  expect(second - first).toBeGreaterThanOrEqual(75);
});
