import { expect, test } from 'vitest';
import { newToken, tokenHash } from '../../../../apps/api/src/accounts/tokens/random-tokens.js';

test('a token has 256 random bits, and can be an argument of a command', () => {
  const tokens = Array.from({ length: 2_000 }, newToken); // 1 random text of 64 starts with a hyphen
  for (const token of tokens) expect(token).toMatch(/^\w[\w-]{42}$/);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test('the stored hash of a token has 32 bytes', () => {
  expect(tokenHash('a')).toEqual(tokenHash('a'));
  expect(tokenHash('a')).not.toEqual(tokenHash('b'));
  expect(tokenHash('a')).toHaveLength(32);
});
