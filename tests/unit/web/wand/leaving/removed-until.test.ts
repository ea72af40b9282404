import { REMOVAL_MS } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { storeDismissal, isDismissed } from '../../../../../apps/web/src/wand/notices/dismissed-notices';
import { clearRemoval, mayReturnAt, minutesLeft } from '../../../../../apps/web/src/wand/leaving/removed-until';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';
import { texts } from '../../../../../apps/web/src/wand/texts/wand-texts';

const newStorage = (): KeyValueStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const forbid = (): never => {
  throw new Error('SecurityError');
};
const closed = pageStorage(() => ({ getItem: forbid, setItem: forbid, removeItem: forbid }));

describe('[O3] a removed participant', () => {
  test('waits from when the phone learned of it, even after a reload', () => {
    const own = newStorage();
    expect(mayReturnAt(own, 'MOTH42', 1_000)).toBe(1_000 + REMOVAL_MS);
    expect(mayReturnAt(own, 'MOTH42', 90_000)).toBe(1_000 + REMOVAL_MS);
    expect(mayReturnAt(own, 'OTHER1', 90_000)).toBe(90_000 + REMOVAL_MS);
  });

  test('starts a new wait after rejoining, after the last wait, or if the phone’s clock was changed', () => {
    const own = newStorage();
    mayReturnAt(own, 'MOTH42', 1_000);
    clearRemoval(own, 'MOTH42');
    expect(mayReturnAt(own, 'MOTH42', 5_000)).toBe(5_000 + REMOVAL_MS);
    expect(mayReturnAt(own, 'MOTH42', 6_000 + REMOVAL_MS)).toBe(6_000 + 2 * REMOVAL_MS);
    expect(mayReturnAt(own, 'MOTH42', 1)).toBe(1 + REMOVAL_MS);
  });

  test('sees the time left in whole minutes', () => {
    expect([300_000, 240_001, 60_000, 1, 0, -5].map(minutesLeft)).toEqual([5, 5, 1, 1, 0, 0]);
    expect([5, 1, 0].map((minutes) => texts().leaving.removed.wait(minutes))).toEqual([
      'Try again in 5 minutes.',
      'Try again in a minute.',
      'Try again now.',
    ]);
  });

  test('starts a new wait after a reload if storage is blocked', () => {
    expect(mayReturnAt(closed, 'MOTH42', 1_000)).toBe(1_000 + REMOVAL_MS);
    clearRemoval(closed, 'MOTH42');
  });
});

describe('a dismissed notice', () => {
  test('stays dismissed until its text changes or it is withdrawn', () => {
    const own = newStorage();
    storeDismissal(own, 'announcement', 'MOTH42', 'Break until nine');
    expect(isDismissed(own, 'announcement', 'MOTH42', 'Break until nine')).toBe(true);
    expect(isDismissed(own, 'announcement', 'MOTH42', 'Break until ten')).toBe(false);
    expect(isDismissed(own, 'name', 'MOTH42', 'Break until nine')).toBe(false);
    expect(isDismissed(own, 'announcement', 'OTHER1', 'Break until nine')).toBe(false);
    storeDismissal(own, 'announcement', 'MOTH42', null);
    expect(isDismissed(own, 'announcement', 'MOTH42', 'Break until nine')).toBe(false);
  });

  test('returns after a reload if storage is blocked', () => {
    storeDismissal(closed, 'name', 'MOTH42', 'x');
    expect(isDismissed(closed, 'name', 'MOTH42', 'x')).toBe(false);
  });
});
