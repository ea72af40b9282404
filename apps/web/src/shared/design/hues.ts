import type { SpellHue } from '@wandcast/protocol';

/** The colors of spells, in display order. */
export const hues = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'] as const satisfies readonly SpellHue[];
