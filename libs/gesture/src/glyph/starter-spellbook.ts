import type { Spell, SpellId } from '@wandcast/protocol';

const spell = (id: Spell['hue'], name: string, hint: string, glyph: string): Spell => ({
  id: id as string as SpellId,
  name,
  hue: id,
  glyph,
  hint,
  direction: 'fixed', // as the hints say
});

/** The spells of a new event: six strokes that differ in the air, not only on paper. */
export const starterSpellbook: readonly Spell[] = [
  spell('ember', 'Ember', 'Up, down, home. Three straight strokes.', 'M18 82 L50 18 L82 82 L27 82'),
  spell('tide', 'Tide', 'One long wave, left to right.', 'M8 54 C20 18 36 18 50 50 S80 84 92 46'),
  spell(
    'gale',
    'Gale',
    'Start small, spin out.',
    'M52 53 C52 44 41 44 41 54 C41 69 66 68 66 50 C66 26 27 28 27 56 C27 87 85 88 86 42',
  ),
  spell(
    'bloom',
    'Bloom',
    'Up, round the top, back down.',
    'M16 88 C50 70 78 46 72 26 C67 8 33 8 28 26 C22 46 50 70 84 88',
  ),
  spell('spark', 'Spark', 'Across, slash, across. Be sharp.', 'M18 22 L80 22 L22 80 L84 80'),
  spell('veil', 'Veil', 'One slow arch, like drawing a curtain.', 'M14 80 C14 4 86 4 86 80'),
];
