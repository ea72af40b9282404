import { expect, test } from 'vitest';
import { chosen, holdIn, ownHand } from '../../../../../apps/web/src/shared/orientation/handedness';
import type { KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const holding = (value: string | null): KeyValueStorage => ({
  getItem: () => value,
  setItem: () => undefined,
  removeItem: () => undefined,
});

test('a wand is in the right hand until its person says otherwise', () => {
  expect(chosen(holding(null))).toBe('right');
  expect(chosen(holding('left'))).toBe('left');
  expect(chosen(holding('third'))).toBe('right');
});

test('a storage that cannot be read changes nothing', () => {
  const broken: KeyValueStorage = { ...holding(null), getItem: () => { throw new Error('forbidden'); } }; // prettier-ignore
  expect(chosen(broken)).toBe('right');
});

test('it can be taken in the other hand and back', () => {
  holdIn('left');
  expect(ownHand.value).toBe('left');
  holdIn('right');
  expect(ownHand.value).toBe('right');
});
