import { describe, expect, test } from 'vitest';
import {
  forget,
  keyFor,
  recall,
  remember,
  type Membership,
} from '../../../../../apps/web/src/wand/connection/membership';
import type { KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const newStorage = (): KeyValueStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const otter: Membership = { key: 'k', profile: { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } };

describe('who one is in a room', () => {
  test('is remembered, for that room alone', () => {
    const own = newStorage();
    remember(own, 'MOTH42', otter);
    expect(recall(own, 'MOTH42')).toEqual(otter);
    expect(recall(own, 'OTHER1')).toBeUndefined();
  });

  test('is forgotten where it cannot be read', () => {
    for (const text of [
      '{',
      '7',
      'null',
      '{"key":"k"}',
      '{"key":"k","profile":{"nickname":"x","sigil":"dragon","metal":"brass"}}',
    ])
      expect(recall({ ...newStorage(), getItem: () => text }, 'MOTH42')).toBeUndefined();
  });

  test('a browser that forbids storage keeps nobody out', () => {
    const forbid = (): never => {
      throw new Error('SecurityError');
    };
    const closed: KeyValueStorage = { getItem: forbid, setItem: forbid, removeItem: forbid };
    remember(closed, 'MOTH42', otter);
    forget(closed, 'MOTH42', otter.key);
    expect(recall(closed, 'MOTH42')).toBeUndefined();
  });

  test('before the first welcome the key alone is known: a second attempt is the same person, and nobody known', () => {
    const own = newStorage();
    const key = keyFor(own, 'MOTH42', () => 'first');
    expect(keyFor(own, 'MOTH42', () => 'second')).toBe(key);
    expect(recall(own, 'MOTH42')).toBeUndefined();
  });

  test('who took everything back is forgotten, and someone new who signed meanwhile is not', () => {
    const own = newStorage();
    remember(own, 'MOTH42', otter);
    forget(own, 'MOTH42', 'another');
    expect(recall(own, 'MOTH42')).toEqual(otter);
    forget(own, 'MOTH42', otter.key);
    expect(keyFor(own, 'MOTH42', () => 'new')).toBe('new');
  });

  test('who signs again keeps the key they came with', () => {
    const own = newStorage();
    remember(own, 'MOTH42', otter);
    expect(keyFor(own, 'MOTH42', () => 'another')).toBe(otter.key);
    expect(recall(own, 'MOTH42')).toEqual(otter);
  });
});
