import type { SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  hardestSpell,
  spellAccuracy,
  type MeantAndHeard,
} from '../../../../apps/api/src/games/summary/spell-accuracy.js';

const [ember, tide, gale] = ['ember', 'tide', 'gale'] as SpellId[] as [SpellId, SpellId, SpellId];
const order = [ember, tide, gale];
const count = (meant: SpellId, recognized: SpellId | null, casts: number): MeantAndHeard => ({
  meant,
  recognized,
  casts,
});

describe('how well spells were heard', () => {
  test('counts what was right, what fizzled, and what another was heard as most often', () => {
    const counts = [count(gale, gale, 6), count(gale, tide, 3), count(gale, ember, 1), count(gale, null, 2)];
    expect(spellAccuracy(counts, order)).toEqual([
      { spell: gale, asked: 12, right: 6, fizzled: 2, mistaken: { spell: tide, casts: 3 } },
    ]);
  });

  test('is in the order of the book, with spells that left it behind', () => {
    const gone = 'gone' as SpellId;
    const counts = [count(gone, gone, 1), count(tide, tide, 1), count(ember, null, 1)];
    expect(spellAccuracy(counts, order).map(({ spell }) => spell)).toEqual([ember, tide, gone]);
    expect(spellAccuracy([], order)).toEqual([]);
  });

  test('takes of two equal mistakes the one that comes first in the book', () => {
    const [one] = spellAccuracy([count(gale, tide, 2), count(gale, ember, 2)], order);
    expect(one?.mistaken).toEqual({ spell: ember, casts: 2 });
  });
});

describe('the hardest spell', () => {
  const of = (...counts: MeantAndHeard[]): SpellId | null => hardestSpell(spellAccuracy(counts, order));

  test('is the one that went wrong most of those asked for five times', () => {
    expect(of(count(ember, null, 4), count(tide, tide, 4), count(tide, null, 1), count(gale, gale, 9))).toBe(tide);
    expect(of(count(tide, tide, 4), count(tide, null, 1), count(gale, gale, 6), count(gale, tide, 4))).toBe(gale);
  });

  test('is none where none went wrong, or none was asked for', () => {
    expect(of(count(tide, tide, 50), count(gale, gale, 9))).toBeNull();
    expect(of()).toBeNull();
  });
});
