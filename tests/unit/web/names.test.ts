import { describe, expect, test } from 'vitest';
import { suggestName } from '../../../apps/web/src/wand/names';

describe('a suggested name', () => {
  test('is two words that the protocol takes as a nickname', () => {
    for (let i = 0; i < 1_000; i++) {
      const name = suggestName(Math.random);
      expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      expect(name.length).toBeLessThanOrEqual(24);
    }
  });

  test('a room of a hundred rarely hears the same name twice', () => {
    let state = 7;
    const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    expect(new Set(Array.from({ length: 100 }, () => suggestName(random))).size).toBeGreaterThan(90);
  });
});
