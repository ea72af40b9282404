import { generateGermanNickname, generateEnglishNickname, normalizeNickname } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe('a generated nickname', () => {
  test('has two words and is already normalized', () => {
    const random = seeded(3);
    for (let i = 0; i < 1_000; i++) {
      const name = generateEnglishNickname(random);
      expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      expect(normalizeNickname(name)).toBe(name);
    }
  });

  test('is rarely repeated among a hundred', () => {
    const random = seeded(7);
    expect(new Set(Array.from({ length: 100 }, () => generateEnglishNickname(random))).size).toBeGreaterThan(90);
  });

  test('is not one of the taken names', () => {
    const random = seeded(11);
    const taken = new Set<string>();
    for (let i = 0; i < 500; i++) taken.add(generateEnglishNickname(random, taken));
    expect(taken.size).toBe(500);
  });

  test('is a taken name if every name is taken', () => {
    const all = { has: () => true } as unknown as ReadonlySet<string>;
    expect(generateEnglishNickname(seeded(5), all)).toMatch(/^[A-Z]/);
  });

  test('in German has an adjective ending that agrees with the animal', () => {
    const random = seeded(3);
    const endings = new Set<string>();
    for (let i = 0; i < 1_000; i++) {
      const name = generateGermanNickname(random);
      expect(name).toMatch(/^[A-ZÄÖÜ][a-zäöüß]+(er|e|es) [A-ZÄÖÜ][a-zäöüß]+$/);
      expect(normalizeNickname(name)).toBe(name);
      endings.add(/(e[rs]?) /.exec(name)?.[1] ?? '');
    }
    expect([...endings].sort()).toEqual(['e', 'er', 'es']);
    const taken = new Set<string>();
    for (let i = 0; i < 400; i++) taken.add(generateGermanNickname(random, taken));
    expect(taken.size).toBe(400);
  });
});
