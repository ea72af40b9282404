import { pitchAlign } from '../preprocessing/pitch-alignment.js';
import { channels, prepare } from '../preprocessing/preprocess.js';
import type { Signal } from '../signal/signal.js';
import type { Trial } from './glyph-similarity.js';

/** How far from a drawing counts as not alike at all where there is no other drawing to tell, in widths of its own room. */
const FAR = 3;

/** How a cast compares with drawings. */
export interface Alikeness {
  /** 0..1: 1 as alike as two people who draw the same are to each other, 0 as far as people who draw something else. */
  readonly share: number;
  /** Index of the drawing it is nearest to. */
  readonly nearest: number;
}

/**
 * How alike a cast is to drawing number `asked` of `trials` (see trialOf), without any model. Its distance from the nearest
 * of the simulated room's casts (1-NN) is put on a scale that the room itself gives: how near people are who draw the same,
 * and how near those come who draw something else.
 * @throws RangeError where there is no such trial
 */
export function alikeTo(signal: Signal, trials: readonly Trial[], asked: number): Alikeness {
  const own = trials[asked];
  if (own === undefined) throw new RangeError(`no drawing ${asked} of ${trials.length}`);
  const cast = channels(pitchAlign(prepare(signal)));
  const distances = trials.map((trial) => leastDistance(cast, trial));
  const near = median(own.map((one, person) => leastDistance(one, own, person)));
  const others = trials.filter((_, i) => i !== asked).flatMap((trial) => trial.map((one) => leastDistance(one, own)));
  const far = others.length > 0 ? Math.max(median(others), 1.01 * near) : FAR * near;
  const share = (far - (distances[asked] ?? far)) / (far - near);
  return { share: Math.max(0, Math.min(1, share)), nearest: distances.indexOf(Math.min(...distances)) };
}

/** @param except index of a cast of the trial that does not count: the one that is asked about itself */
function leastDistance(cast: Float32Array, trial: Trial, except = -1): number {
  let least = Infinity;
  trial.forEach((other, i) => {
    if (i === except) return;
    let sum = 0;
    for (let j = 0; j < cast.length && sum < least; j++) sum += ((cast[j] ?? 0) - (other[j] ?? 0)) ** 2;
    least = Math.min(least, sum);
  });
  return Math.sqrt(least);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
