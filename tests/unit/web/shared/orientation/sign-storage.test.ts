import { expect, test } from 'vitest';
import { forgetSign, recallSign, rememberSign } from '../../../../../apps/web/src/shared/orientation/sign-storage';
import type { KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

function storageWith(items = new Map<string, string>()): KeyValueStorage {
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

test('what an upright hold has shown is remembered', () => {
  const storage = storageWith();
  expect(recallSign(storage)).toBeNull();
  for (const flipped of [true, false]) {
    rememberSign(storage, flipped);
    expect(recallSign(storage)).toBe(flipped);
  }
  forgetSign(storage);
  expect(recallSign(storage)).toBeNull();
});

test('what cannot be read or kept is found out anew', () => {
  const forbid = (): never => {
    throw new Error('forbidden');
  };
  const closed: KeyValueStorage = { getItem: forbid, setItem: forbid, removeItem: forbid };
  rememberSign(closed, true);
  forgetSign(closed);
  expect(recallSign(closed)).toBeNull();
  expect(recallSign(storageWith(new Map([['wandcast:flipped', 'perhaps']])))).toBeNull();
});
