import type { StoredSource } from '@wandcast/protocol';

/** Sources of casts whose motion is computed from a drawing. Models do not learn from them. */
export const drawnSources = ['pointer', 'tapped'] as const satisfies readonly StoredSource[];

export function isDrawn(source: StoredSource): boolean {
  return drawnSources.some((drawn) => drawn === source);
}

/** The same as a condition in SQL about casts `c`. */
export const NOT_DRAWN = `c.source NOT IN (${drawnSources.map((source) => `'${source}'`).join(', ')})`;
