import { reportsGravity } from '@wandcast/gesture';
import type { LabeledCast } from './labeled-cast.js';

/**
 * Share of simulated casts with gravity if there are no recorded ones. Nearly all phones report it; the others' casts
 * are recognized in the axes of the phone.
 */
const USUAL_SHARE = 0.6;

/**
 * Whether the phone of the nth simulated cast reports gravity: as often as the phones of the recorded casts do, because
 * casts with and without gravity are recognized in different axes.
 */
export function gravityLike(casts: readonly LabeledCast[]): (cast: number) => boolean {
  const withGravity = casts.filter(({ signal }) => reportsGravity(signal)).length;
  const share = casts.length === 0 ? USUAL_SHARE : withGravity / casts.length;
  // Multiples of the golden ratio: any part of the casts has about this share.
  return (cast) => ((cast * (Math.sqrt(5) - 1)) / 2) % 1 < share;
}
