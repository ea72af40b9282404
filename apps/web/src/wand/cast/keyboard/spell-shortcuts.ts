import type { Spell, SpellId } from '@wandcast/protocol';
import { shallowRef } from 'vue';

/** Whether number keys cast spells. Can be turned off, as WCAG 2.1.4 requires for single-key shortcuts. */
export const areShortcutsOn = shallowRef(true);

const MAX_SHORTCUTS = 9;

/** Shortcuts 1 to 9 of the first nine spells with a glyph. */
export function spellShortcuts(spells: readonly Spell[]): ReadonlyMap<SpellId, number> {
  const drawn = spells.filter(({ glyph }) => glyph !== null).slice(0, MAX_SHORTCUTS);
  return new Map(drawn.map(({ id }, i) => [id, i + 1]));
}

/** The spell of a pressed key; undefined if it is not a shortcut or has a modifier. */
export function spellForKey(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  spells: readonly Spell[],
): Spell | undefined {
  if (ctrlKey || altKey || metaKey || !/^[1-9]$/.test(key)) return undefined;
  const keys = spellShortcuts(spells);
  return spells.find(({ id }) => keys.get(id) === Number(key));
}
