import type { Spell, SpellId } from '@wandcast/protocol';
import { shallowRef } from 'vue';

/** Whether single keys cast. Can be turned off for speech input or accidental presses (WCAG 2.1.4). */
export const areKeysOn = shallowRef(true);

const MOST = 9;

/** The keys of the first nine spells of a book that can be drawn. */
export function spellKeys(spells: readonly Spell[]): ReadonlyMap<SpellId, number> {
  const drawn = spells.filter(({ glyph }) => glyph !== null).slice(0, MOST);
  return new Map(drawn.map(({ id }, i) => [id, i + 1]));
}

/** The spell a key stands for; undefined where it stands for none, or means something else. */
export function spellOfKey(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  spells: readonly Spell[],
): Spell | undefined {
  if (ctrlKey || altKey || metaKey || !/^[1-9]$/.test(key)) return undefined;
  const keys = spellKeys(spells);
  return spells.find(({ id }) => keys.get(id) === Number(key));
}
