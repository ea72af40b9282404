import type { TeachingNeed, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { fromRoom, needOf, needWords, neededMost } from '../../../../../apps/web/src/wand/teach/teaching-needs-text';

const need = (
  spell: string,
  casts: number,
  people: number,
  needs: string | null = `${spell} needs more`,
): TeachingNeed => ({
  ...{ spell: spell as SpellId, casts, people, needs },
});

describe('what the room still needs', () => {
  test('most is the spell that fewest people taught, and of those the one with fewest casts', () => {
    expect(neededMost([need('ember', 9, 2), need('tide', 3, 1), need('gale', 2, 1)])).toBe('gale');
  });

  test('stands out or is not told: all alike, or all ready', () => {
    expect(neededMost([need('ember', 0, 0), need('tide', 0, 0)])).toBeUndefined();
    expect(neededMost([need('ember', 20, 5, null)])).toBeUndefined();
    expect(neededMost([])).toBeUndefined();
    expect(neededMost([need('ember', 1, 1), need('tide', 20, 5, null)])).toBe('ember');
  });

  test('is told of one spell in words; one that is ready takes more all the same', () => {
    const needs = [need('ember', 2, 1), need('tide', 1_212, 90, null), need('gale', 4, 3), need('bloom', 0, 0)];
    const said = (id: string, glyph: string | null = null): string =>
      needWords(needOf(needs, id as SpellId), { name: 'It', glyph });
    expect(said('ember')).toBe('It needs 3 more casts from 2 more people.');
    expect(said('gale')).toBe('It needs 1 more cast.');
    expect(said('tide')).toBe('1,212 casts from the room so far. More make the model better.');
    expect(said('bloom')).toBe('It needs 5 more casts from 3 more people.');
    expect(said('bloom', 'M0 0L9 9')).toBe('It already works. 3 teachers would make it better.');
    expect(said('veil')).toBe('');
  });

  test('is counted from all', () => {
    expect(fromRoom([need('ember', 2, 1), need('tide', 5, 2)])).toBe(7);
  });
});
