import type { SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  hardestSpell,
  spellAccuracy,
  type RecognitionCount,
} from '../../../../apps/api/src/games/summary/spell-accuracy.js';

const [ember, tide, gale] = ['ember', 'tide', 'gale'] as SpellId[] as [SpellId, SpellId, SpellId];
const order = [ember, tide, gale];
const count = (intendedSpell: SpellId, recognized: SpellId | null, casts: number): RecognitionCount => ({
  intendedSpell,
  recognized,
  casts,
});

describe('spellAccuracy', () => {
  test('counts correct casts, fizzles, and the most frequent mistake', () => {
    const counts = [count(gale, gale, 6), count(gale, tide, 3), count(gale, ember, 1), count(gale, null, 2)];
    expect(spellAccuracy(counts, order)).toEqual([
      { spell: gale, asked: 12, right: 6, fizzled: 2, mistaken: { spell: tide, casts: 3 } },
    ]);
  });

  test('follows the order of the spellbook, with removed spells last', () => {
    const gone = 'gone' as SpellId;
    const counts = [count(gone, gone, 1), count(tide, tide, 1), count(ember, null, 1)];
    expect(spellAccuracy(counts, order).map(({ spell }) => spell)).toEqual([ember, tide, gone]);
    expect(spellAccuracy([], order)).toEqual([]);
  });

  test('breaks ties between mistakes by spellbook order', () => {
    const [one] = spellAccuracy([count(gale, tide, 2), count(gale, ember, 2)], order);
    expect(one?.mistaken).toEqual({ spell: ember, casts: 2 });
  });
});

describe('the hardest spell', () => {
  const of = (...counts: RecognitionCount[]): SpellId | null => hardestSpell(spellAccuracy(counts, order));

  test('is the spell with the lowest accuracy among those cast at least five times', () => {
    expect(of(count(ember, null, 4), count(tide, tide, 4), count(tide, null, 1), count(gale, gale, 9))).toBe(tide);
    expect(of(count(tide, tide, 4), count(tide, null, 1), count(gale, gale, 6), count(gale, tide, 4))).toBe(gale);
  });

  test('is null if no spell was mistaken or none was cast', () => {
    expect(of(count(tide, tide, 50), count(gale, gale, 9))).toBeNull();
    expect(of()).toBeNull();
  });
});
