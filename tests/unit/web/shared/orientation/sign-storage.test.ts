import { expect, test } from 'vitest';
import { forgetSign, recallSign, rememberSign } from '../../../../../apps/web/src/shared/orientation/sign-storage';
import type { Shelf } from '../../../../../apps/web/src/shared/storage/local-storage';

function shelfWith(items = new Map<string, string>()): Shelf {
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

test('what an upright hold has shown is remembered', () => {
  const shelf = shelfWith();
  expect(recallSign(shelf)).toBeNull();
  for (const flipped of [true, false]) {
    rememberSign(shelf, flipped);
    expect(recallSign(shelf)).toBe(flipped);
  }
  forgetSign(shelf);
  expect(recallSign(shelf)).toBeNull();
});

test('what cannot be read or kept is found out anew', () => {
  const forbid = (): never => {
    throw new Error('forbidden');
  };
  const closed: Shelf = { getItem: forbid, setItem: forbid, removeItem: forbid };
  rememberSign(closed, true);
  forgetSign(closed);
  expect(recallSign(closed)).toBeNull();
  expect(recallSign(shelfWith(new Map([['wandcast:flipped', 'perhaps']])))).toBeNull();
});
