import type { Spell, SpellHue } from '@wandcast/protocol';

/** The patterns of spells that share a hue, in the order in which they are given. */
export const spellPatterns = ['solid', 'dashed', 'dotted', 'double'] as const;
export type SpellPattern = (typeof spellPatterns)[number];

/**
 * The pattern of each spell by id. A spell's mark is its hue and its pattern: the first spell of a hue is solid, the next
 * dashed, and so on, so that six hues and four patterns mark 24 spells. From the fifth spell of one hue on, marks repeat.
 * @param spells in the order of the book, then removed spells
 */
export function patternsOf(spells: readonly Pick<Spell, 'id' | 'hue'>[]): Map<string, SpellPattern> {
  const uses = new Map<SpellHue, number>();
  return new Map(
    spells.map(({ id, hue }) => {
      const place = uses.get(hue) ?? 0;
      uses.set(hue, place + 1);
      return [id, spellPatterns[place % spellPatterns.length] ?? 'solid'];
    }),
  );
}
