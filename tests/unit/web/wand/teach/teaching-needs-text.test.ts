import type { TeachingNeed, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { totalTaught, needOf, needText, neededMost } from '../../../../../apps/web/src/wand/teach/teaching-needs-text';

const need = (
  spell: string,
  casts: number,
  people: number,
  needs: string | null = `${spell} needs more`,
): TeachingNeed => ({
  ...{ spell: spell as SpellId, casts, people, needs },
});

describe('what spells still need', () => {
  test('is most for the spell taught by the fewest people, then with the fewest casts', () => {
    expect(neededMost([need('ember', 9, 2), need('tide', 3, 1), need('gale', 2, 1)])).toBe('gale');
  });

  test('is most for no spell if all are tied or ready', () => {
    expect(neededMost([need('ember', 0, 0), need('tide', 0, 0)])).toBeUndefined();
    expect(neededMost([need('ember', 20, 5, null)])).toBeUndefined();
    expect(neededMost([])).toBeUndefined();
    expect(neededMost([need('ember', 1, 1), need('tide', 20, 5, null)])).toBe('ember');
  });

  test('is a sentence for each spell; a ready one can still get more', () => {
    const needs = [need('ember', 2, 1), need('tide', 1_212, 90, null), need('gale', 4, 3), need('bloom', 0, 0)];
    const textFor = (id: string, glyph: string | null = null): string =>
      needText(needOf(needs, id as SpellId), { name: 'It', glyph });
    expect(textFor('ember')).toBe('It needs 3 more casts from 2 more people.');
    expect(textFor('gale')).toBe('It needs 1 more cast.');
    expect(textFor('tide')).toBe('1,212 casts from the room so far. More make the model better.');
    expect(textFor('bloom')).toBe('It needs 5 more casts from 3 more people.');
    expect(textFor('bloom', 'M0 0L9 9')).toBe('It already works. 3 teachers would make it better.');
    expect(textFor('veil')).toBe('');
  });

  test('includes the total of taught casts', () => {
    expect(totalTaught([need('ember', 2, 1), need('tide', 5, 2)])).toBe(7);
  });
});
