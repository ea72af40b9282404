import {
  estimatePath,
  faultsOf,
  glyphPoints,
  pathDifference,
  pathSimilarity,
  type PathDifference,
  type Signal,
} from '@wandcast/gesture';
import { texts } from '../texts/room-texts';

/** How a cast differs from a spell's glyph. `short` and `cut` are faults of the recording, which no path can explain. */
export type CastDifference = PathDifference | { readonly kind: 'short' | 'cut' };

/** Points of a glyph to compare: enough for its corners. */
const GLYPH_POINTS = 96;

/**
 * How a cast differs most from a spell's glyph; undefined if it has no movement to compare.
 * @param limitMs duration after which the clock ends a recording
 */
export function castDifference(signal: Signal, glyph: string, limitMs: number): CastDifference | undefined {
  const faults = faultsOf(signal, limitMs);
  if (faults.includes('empty') || faults.includes('still')) return undefined;
  if (faults.includes('short')) return { kind: 'short' };
  if (faults.includes('cut')) return { kind: 'cut' };
  return pathDifference(estimatePath(signal), glyphPoints(glyph, GLYPH_POINTS));
}

/** How much the estimated path of a cast looks like a glyph, 0..1. */
export function sketchSimilarity(signal: Signal, glyph: string): number {
  return pathSimilarity(estimatePath(signal), glyphPoints(glyph, GLYPH_POINTS));
}

/** The difference in one sentence: "You started at the bottom. Bloom starts at the left." */
export function differenceText(difference: CastDifference, spell: string): string {
  const { advice } = texts();
  if (difference.kind === 'start') return advice.start(difference.started, difference.starts, spell);
  return advice.differs[difference.kind](spell);
}
