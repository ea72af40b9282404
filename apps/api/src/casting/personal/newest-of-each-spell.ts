import type { SpellId } from '@wandcast/protocol';

/** Most casts of one spell that an adapter learns from: more than five hardly helped in the benchmark. */
export const MAX_PER_SPELL = 5;

/**
 * The newest casts of each of these spells: people change how they write, and a few bad casts go unnoticed.
 * @param casts newest first
 */
export function newestOfEachSpell<T extends { readonly spell: SpellId }>(
  casts: readonly T[],
  spells: readonly SpellId[],
): T[] {
  return spells.flatMap((spell) => casts.filter((cast) => cast.spell === spell).slice(0, MAX_PER_SPELL));
}
