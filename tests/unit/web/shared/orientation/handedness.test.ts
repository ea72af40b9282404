import { expect, test } from 'vitest';
import { storedHand, chooseHand, ownHand } from '../../../../../apps/web/src/shared/orientation/handedness';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const holding = (value: string | null): KeyValueStorage => ({
  getItem: () => value,
  setItem: () => undefined,
  removeItem: () => undefined,
});

test('the hand is right unless left is stored', () => {
  expect(storedHand(holding(null))).toBe('right');
  expect(storedHand(holding('left'))).toBe('left');
  expect(storedHand(holding('third'))).toBe('right');
});

test('the hand is right if the storage cannot be read', () => {
  const forbid = (): never => {
    throw new Error('forbidden');
  };
  expect(storedHand(pageStorage(() => ({ ...holding(null), getItem: forbid })))).toBe('right');
});

test('chooseHand changes the hand and back', () => {
  chooseHand('left');
  expect(ownHand.value).toBe('left');
  chooseHand('right');
  expect(ownHand.value).toBe('right');
});
