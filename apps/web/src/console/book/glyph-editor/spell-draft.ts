import type { Spell, SpellHue } from '@wandcast/protocol';
import { hues } from '../../../shared/design/hues';

/** Characters of a spell's name at most. */
export const MOST_NAME = 24;

/** What still keeps a new spell from being made, for people; undefined where nothing does. */
export function draftGap(
  { name, path }: { readonly name: string; readonly path: string | undefined },
  spells: readonly Spell[],
): string | undefined {
  if (path === undefined) return 'Draw its stroke, or choose one.';
  const tidy = name.trim();
  if (tidy === '') return 'Give it a name.';
  if (spells.some((spell) => spell.name.toLowerCase() === tidy.toLowerCase())) return `${tidy} is in the book already.`;
  return undefined;
}

/** Names of the spells that have a hue already. */
export function takenBy(hue: SpellHue, spells: readonly Pick<Spell, 'name' | 'hue'>[]): string[] {
  return spells.filter((spell) => spell.hue === hue).map(({ name }) => name);
}

/** The hue to offer: the one fewest spells have, the first of equals. */
export function freeHue(spells: readonly Pick<Spell, 'name' | 'hue'>[]): SpellHue {
  return hues.reduce<SpellHue>(
    (best, hue) => (takenBy(hue, spells).length < takenBy(best, spells).length ? hue : best),
    hues[0],
  );
}
