import type { SpellHue } from '@wandcast/protocol';

/** The six colors a spell can have, in the order they are offered. */
export const hues = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'] as const satisfies readonly SpellHue[];
