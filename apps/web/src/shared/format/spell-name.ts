import type { Spell, SpellId } from '@wandcast/protocol';

/** A spell's name; its id if it is no longer in the book. */
export function spellName(spells: readonly Pick<Spell, 'id' | 'name'>[], id: SpellId): string {
  return spells.find((spell) => spell.id === id)?.name ?? id;
}
