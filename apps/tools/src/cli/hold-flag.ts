import { heldSignal, holdNames, holdRotation, seeded, type HoldName, type Signal } from '@wandcast/gesture';
import { UsageError } from './usage-error.js';

/** Describes the flag in `--help`. */
export const holdUsage = holdNames.filter((name) => name !== 'upright').join(', ');

/**
 * Parses the flag that names a hold; undefined is upright.
 * @throws UsageError
 */
export function holdFlag(text: string | undefined): HoldName {
  const hold = holdNames.find((name) => name === (text ?? 'upright'));
  if (hold === undefined) throw new UsageError(`--hold must be one of ${holdUsage}, not "${text ?? ''}"`);
  return hold;
}

/** The casts as phones in this hold would have recorded them. @param seed of random holds */
export function heldCasts<C extends { readonly signal: Signal }>(
  casts: readonly C[],
  hold: HoldName,
  seed: number,
): C[] {
  const random = seeded(seed);
  return casts.map((cast) => ({ ...cast, signal: heldSignal(cast.signal, holdRotation(hold, random)) }));
}
