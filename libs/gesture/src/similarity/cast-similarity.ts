import { pitchAlign } from '../preprocessing/pitch-alignment.js';
import { channels, prepare } from '../preprocessing/preprocess.js';
import type { Signal } from '../signal/signal.js';
import type { GlyphCasts } from './glyph-similarity.js';
import { nearestSquaredDistance } from './nearest-cast.js';

/** Distance that counts as "not similar" if there is only one glyph, in multiples of the typical distance within it. */
const FAR = 3;

/** Similarity of a cast to glyphs. */
export interface Similarity {
  /** 1: as close as two people drawing the same glyph; 0: as far as people drawing different glyphs. */
  readonly share: number;
  /** Index of the nearest glyph. */
  readonly nearest: number;
}

/**
 * Similarity of a cast to glyph number `asked` of `glyphs` (see {@link simulateGlyph}), without a model. The distance
 * to the nearest simulated cast (1-NN) is scaled by the typical distances within the glyph and to the other ones.
 * @throws RangeError if there is no such glyph
 */
export function similarityTo(signal: Signal, glyphs: readonly GlyphCasts[], asked: number): Similarity {
  const own = glyphs[asked];
  if (own === undefined) throw new RangeError(`no glyph ${asked} of ${glyphs.length}`);
  const cast = channels(pitchAlign(prepare(signal)));
  const distances = glyphs.map((casts) => leastDistance(cast, casts));
  const near = median(own.map((one, person) => leastDistance(one, own, person)));
  const others = glyphs.filter((_, i) => i !== asked).flatMap((casts) => casts.map((one) => leastDistance(one, own)));
  const far = others.length > 0 ? Math.max(median(others), 1.01 * near) : FAR * near;
  const share = (far - (distances[asked] ?? far)) / (far - near);
  return { share: Math.max(0, Math.min(1, share)), nearest: distances.indexOf(Math.min(...distances)) };
}

/** @param except index of a cast of the glyph to skip: the cast itself */
function leastDistance(cast: Float32Array, casts: GlyphCasts, except?: number): number {
  return Math.sqrt(nearestSquaredDistance(cast, casts, except));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
