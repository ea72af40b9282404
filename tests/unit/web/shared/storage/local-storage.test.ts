import { describe, expect, test } from 'vitest';
import { pageStorage, type KeyValueStorage } from '../../../../../apps/web/src/shared/storage/local-storage';

const blocked = (): KeyValueStorage => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

describe('the page’s storage', () => {
  test('is the browser’s if available', () => {
    const own: KeyValueStorage = { getItem: () => 'kept', setItem: () => undefined, removeItem: () => undefined };
    expect(pageStorage(() => own)).toBe(own);
  });

  test.each([
    ['throws', blocked],
    ['is null, as in some web views', () => null],
  ])('is in memory if the browser’s %s', (_, own) => {
    pageStorage(own).setItem('name', 'Quiet Otter');
    expect(pageStorage(own).getItem('name')).toBe('Quiet Otter');
    expect(pageStorage(own).getItem('other')).toBeNull();
  });
});
