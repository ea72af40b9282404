import { describe, expect, test } from 'vitest';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const blocked = (): KeyValueStorage => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

describe('the page’s storage', () => {
  test('is the browser’s if available', () => {
    const kept = new Map([['name', 'Quiet Otter']]);
    const own: KeyValueStorage = {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    };
    const storage = pageStorage(() => own);
    expect(storage.getItem('name')).toBe('Quiet Otter');
    storage.setItem('hand', 'left');
    storage.removeItem('name');
    expect([...kept]).toEqual([['hand', 'left']]);
  });

  test.each([
    ['throws', blocked],
    ['is null, as in some web views', () => null],
  ])('is in memory if the browser’s %s', (_, own) => {
    pageStorage(own).setItem('name', 'Quiet Otter');
    expect(pageStorage(own).getItem('name')).toBe('Quiet Otter');
    expect(pageStorage(own).getItem('other')).toBeNull();
  });

  test('never throws, even if the browser’s is full or becomes forbidden', () => {
    const full = (): never => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    const storage = pageStorage(() => ({ getItem: full, setItem: full, removeItem: full }));
    storage.setItem('name', 'Quiet Otter');
    storage.removeItem('name');
    expect(storage.getItem('name')).toBeNull();
  });
});
