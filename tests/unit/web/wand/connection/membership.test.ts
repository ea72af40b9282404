import { describe, expect, test } from 'vitest';
import {
  deleteMembership,
  participantKey,
  loadMembership,
  saveMembership,
  signMembership,
  type Membership,
} from '../../../../../apps/web/src/wand/connection/membership';
import { keepMembership, latestProfile } from '../../../../../apps/web/src/wand/connection/latest-profile';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const newStorage = (): KeyValueStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const otter: Membership = { key: 'k', profile: { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } };

const renamed: Membership = { ...otter, profile: { ...otter.profile, nickname: 'Brisk Wren' } };

describe('the membership of an event', () => {
  test('is stored per event', () => {
    const own = newStorage();
    saveMembership(own, 'MOTH42', otter);
    expect(loadMembership(own, 'MOTH42')).toEqual(otter);
    expect(loadMembership(own, 'OTHER1')).toBeUndefined();
  });

  test('is ignored if it is invalid', () => {
    for (const text of [
      '{',
      '7',
      'null',
      '{"key":"k"}',
      '{"key":"k","profile":{"nickname":"x","sigil":"dragon","metal":"brass"}}',
    ])
      expect(loadMembership({ ...newStorage(), getItem: () => text }, 'MOTH42')).toBeUndefined();
  });

  test('is optional if the browser blocks storage', () => {
    const forbid = (): never => {
      throw new Error('SecurityError');
    };
    const closed = pageStorage(() => ({ getItem: forbid, setItem: forbid, removeItem: forbid }));
    saveMembership(closed, 'MOTH42', otter);
    deleteMembership(closed, 'MOTH42', otter.key);
    expect(loadMembership(closed, 'MOTH42')).toBeUndefined();
  });

  test('has only a key before the first welcome, which a second attempt reuses', () => {
    const own = newStorage();
    const key = participantKey(own, 'MOTH42', () => 'first');
    expect(participantKey(own, 'MOTH42', () => 'second')).toBe(key);
    expect(loadMembership(own, 'MOTH42')).toBeUndefined();
  });

  test('is deleted by its key, without affecting a newer one', () => {
    const own = newStorage();
    saveMembership(own, 'MOTH42', otter);
    deleteMembership(own, 'MOTH42', 'another');
    expect(loadMembership(own, 'MOTH42')).toEqual(otter);
    deleteMembership(own, 'MOTH42', otter.key);
    expect(participantKey(own, 'MOTH42', () => 'new')).toBe('new');
  });

  test('keeps its key when the participant signs again', () => {
    const own = newStorage();
    saveMembership(own, 'MOTH42', otter);
    expect(participantKey(own, 'MOTH42', () => 'another')).toBe(otter.key);
    expect(loadMembership(own, 'MOTH42')).toEqual(otter);
  });
});

describe('signing the book', () => {
  test('stores only a key for someone new, and the profile of someone known', () => {
    const own = newStorage();
    expect(signMembership(own, 'MOTH42', otter.profile, () => otter.key)).toEqual(otter);
    expect(loadMembership(own, 'MOTH42')).toBeUndefined();
    saveMembership(own, 'MOTH42', otter);
    expect(signMembership(own, 'MOTH42', renamed.profile, () => 'another')).toEqual(renamed);
    expect(loadMembership(own, 'MOTH42')).toEqual(renamed);
  });
});

describe('two tabs of one participant', () => {
  test('connect with the profile that one of them changed', () => {
    const shared = newStorage();
    expect(latestProfile(shared, 'MOTH42', otter)).toEqual(otter.profile);
    keepMembership(shared, 'MOTH42', otter);
    saveMembership(shared, 'MOTH42', renamed); // by the other tab
    expect(latestProfile(shared, 'MOTH42', otter)).toEqual(renamed.profile);
    keepMembership(shared, 'MOTH42', otter); // welcomed again
    expect(loadMembership(shared, 'MOTH42')).toEqual(renamed);
  });

  test('keep their own profile if the stored one belongs to someone else', () => {
    const shared = newStorage();
    saveMembership(shared, 'MOTH42', { ...renamed, key: 'another' });
    expect(latestProfile(shared, 'MOTH42', otter)).toEqual(otter.profile);
    keepMembership(shared, 'MOTH42', otter);
    expect(loadMembership(shared, 'MOTH42')).toEqual(otter);
  });
});
