import { expect, test } from 'vitest';
import { loadSign, saveSign } from '../../../../../apps/web/src/shared/orientation/sign-storage';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

function storageWith(items = new Map<string, string>()): KeyValueStorage {
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

test('the sign can be stored and loaded', () => {
  const storage = storageWith();
  expect(loadSign(storage)).toBeNull();
  for (const flipped of [true, false]) {
    saveSign(storage, flipped);
    expect(loadSign(storage)).toBe(flipped);
  }
});

test('the sign is unknown if the storage is forbidden or its value is invalid', () => {
  const forbid = (): never => {
    throw new Error('forbidden');
  };
  const closed = pageStorage(() => ({ getItem: forbid, setItem: forbid, removeItem: forbid }));
  saveSign(closed, true);
  expect(loadSign(closed)).toBeNull();
  expect(loadSign(storageWith(new Map([['wandcast:flipped', 'perhaps']])))).toBeNull();
});
