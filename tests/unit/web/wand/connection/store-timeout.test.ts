import type { CastId } from '@wandcast/protocol';
import { memoryStore, type CastStore, type PendingCast } from '@wandcast/wand';
import { describe, expect, test } from 'vitest';
import { storeWithTimeout } from '../../../../../apps/web/src/wand/connection/store-timeout';

const cast: PendingCast = {
  castId: 'cast-1' as CastId,
  intent: 'cast',
  spell: null,
  source: 'motion',
  channels: 1,
  startedAt: 0,
  offsetMs: null,
  orientation: null,
  count: 0,
  checksum: 0,
  samples: new Uint8Array(),
};

describe('a store with a timeout', () => {
  test('opens its database once and stores casts in it', async () => {
    const database = memoryStore();
    let opened = 0;
    const store = storeWithTimeout(() => Promise.resolve((opened++, database)));
    await store.put(cast);
    expect(await store.list()).toEqual([cast]);
    expect(await database.list()).toEqual([cast]);
    expect(opened).toBe(1);
  });

  test.each<[string, () => Promise<CastStore>]>([
    [
      'throws',
      () => {
        throw new Error('SecurityError');
      },
    ],
    ['refuses', () => Promise.reject(new Error('InvalidStateError'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('rejects in time if the database %s', async (_, open) => {
    const store = storeWithTimeout(open, 5);
    await expect(store.put(cast)).rejects.toThrow();
    await expect(store.list()).rejects.toThrow();
  });

  test('uses a database that opens after the timeout', async () => {
    const database = memoryStore();
    let answer: (store: CastStore) => void = () => undefined;
    const opening = new Promise<CastStore>((resolve) => (answer = resolve));
    const store = storeWithTimeout(() => opening, 5);
    await expect(store.put(cast)).rejects.toThrow('in time');
    answer(database);
    await store.put(cast);
    expect(await database.list()).toEqual([cast]);
  });

  test('opens the database again after a failure', async () => {
    const database = memoryStore();
    let asked = 0;
    const store = storeWithTimeout(() =>
      asked++ === 0 ? Promise.reject(new Error('busy')) : Promise.resolve(database),
    );
    await expect(store.put(cast)).rejects.toThrow('busy');
    await store.put(cast);
    expect(await database.list()).toEqual([cast]);
  });

  test('opens the database again after the browser closed it', async () => {
    const databases = [memoryStore(), memoryStore()];
    const losses: (() => void)[] = [];
    const store = storeWithTimeout((lost) => Promise.resolve(databases[losses.push(lost) - 1] ?? memoryStore()));
    await store.list();
    losses[0]?.();
    await store.put(cast);
    expect(await databases[0]?.list()).toEqual([]);
    expect(await databases[1]?.list()).toEqual([cast]);
  });
});
