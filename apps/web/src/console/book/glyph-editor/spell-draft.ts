import type { Spell, SpellHue } from '@wandcast/protocol';
import { hues } from '../../../shared/design/hues';
import { texts } from '../../texts/console-texts';

/** Longest name of a spell, characters. */
export const MAX_NAME = 24;

/** Why a new spell cannot be saved yet; undefined if it can. */
export function spellDraftProblem(
  { name, path }: { readonly name: string; readonly path: string | undefined },
  spells: readonly Spell[],
): string | undefined {
  if (path === undefined) return texts().book.editor.problems.stroke;
  const tidy = name.trim();
  if (tidy === '') return texts().book.editor.problems.name;
  if (spells.some((spell) => spell.name.toLowerCase() === tidy.toLowerCase()))
    return texts().book.editor.problems.taken(tidy);
  return undefined;
}

/** Names of the spells with this hue. */
export function spellsWithHue(hue: SpellHue, spells: readonly Pick<Spell, 'name' | 'hue'>[]): string[] {
  return spells.filter((spell) => spell.hue === hue).map(({ name }) => name);
}

/** The hue that the fewest spells have; the first if several tie. */
export function leastUsedHue(spells: readonly Pick<Spell, 'name' | 'hue'>[]): SpellHue {
  return hues.reduce<SpellHue>(
    (best, hue) => (spellsWithHue(hue, spells).length < spellsWithHue(best, spells).length ? hue : best),
    hues[0],
  );
}
