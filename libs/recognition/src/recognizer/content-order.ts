import { createHash, type Hash } from 'node:crypto';
import type { Signal } from '@wandcast/gesture';

/** Adds the samples of a cast to a hash. */
export function hashSamples(hash: Hash, signal: Signal): Hash {
  hash.update(signal.t);
  for (const axes of [signal.linear, signal.gravity, signal.rotation])
    if (axes !== undefined) hash.update(axes.x).update(axes.y).update(axes.z);
  return hash;
}

/**
 * The casts in an order that only their samples decide. Folds, kernels and augmented copies are drawn in the order of the
 * casts; the order in which phones happened to send them, and random ids of people and spells, must not change a model.
 */
export function inOrderOfContent<T extends { readonly signal: Signal }>(casts: readonly T[]): T[] {
  return casts
    .map((cast) => ({ cast, digest: hashSamples(createHash('sha256'), cast.signal).digest('hex') }))
    .sort((a, b) => (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0))
    .map(({ cast }) => cast);
}
