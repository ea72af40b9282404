import { expect, test } from 'vitest';
import { isReloadSafe, blockReloadWhile } from '../../../../../apps/web/src/wand/loading/reload-guard';
import { reloadOnce } from '../../../../../apps/web/src/wand/loading/reload-once';
import { pageStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

/** A tab that counts its reloads. `leave` tries to reload from a version. */
function tab(kept: Pick<Storage, 'getItem' | 'setItem'> = pageStorage(() => undefined)): {
  reloads: number;
  leave(from: string | undefined): boolean;
} {
  const it = {
    reloads: 0,
    leave: (from: string | undefined) => reloadOnce({ from, storage: () => kept, reload: () => (it.reloads += 1) }),
  };
  return it;
}

test('reloads once from each version, even if the server alternates between two', () => {
  const it = tab();
  expect(['/a.js', '/b.js', '/a.js', '/b.js'].map((page) => it.leave(page))).toEqual([true, true, false, false]);
  expect(it.reloads).toBe(2);
});

test('never reloads without session storage', () => {
  const forbidden = (): never => {
    throw new Error('SecurityError');
  };
  const it = tab({ getItem: forbidden, setItem: forbidden });
  expect(it.leave('/a.js')).toBe(false);
  expect(it.leave(undefined)).toBe(false);
  expect(it.reloads).toBe(0);
});

test('a reload is safe once nothing blocks it', () => {
  let casting = true;
  const unblock = blockReloadWhile(() => casting);
  expect(isReloadSafe()).toBe(false);
  casting = false;
  expect(isReloadSafe()).toBe(true);
  casting = true;
  unblock();
  expect(isReloadSafe()).toBe(true);
});
