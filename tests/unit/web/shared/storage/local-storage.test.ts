import { describe, expect, test } from 'vitest';
import { shelf, type Shelf } from '../../../../../apps/web/src/shared/storage/local-storage';

const blocked = (): Shelf => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

describe('the shelf', () => {
  test('is the browser’s own where there is one', () => {
    const own: Shelf = { getItem: () => 'kept', setItem: () => undefined, removeItem: () => undefined };
    expect(shelf(() => own)).toBe(own);
  });

  test.each([
    ['throws', blocked],
    ['is null, as in some web views', () => null],
  ])('keeps things in memory where the browser’s %s', (_, own) => {
    shelf(own).setItem('name', 'Quiet Otter');
    expect(shelf(own).getItem('name')).toBe('Quiet Otter');
    expect(shelf(own).getItem('other')).toBeNull();
  });
});
