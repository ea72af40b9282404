import { expect, test } from 'vitest';
import { tokenOf } from '../../../../../apps/web/src/shared/connection/link-token';

test('tokenOf returns the token of a query string, and undefined if it is empty or missing', () => {
  expect(tokenOf('?token=abc')).toBe('abc');
  expect(tokenOf('?token=')).toBeUndefined();
  expect(tokenOf('')).toBeUndefined();
});
