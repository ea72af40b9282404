import { expect, test } from 'vitest';
import { tokenOf } from '../../../../../apps/web/src/shared/connection/link-token';

test('a page’s token is that of its link, and an empty one is none', () => {
  expect(tokenOf('?token=abc')).toBe('abc');
  expect(tokenOf('?token=')).toBeUndefined();
  expect(tokenOf('')).toBeUndefined();
});
