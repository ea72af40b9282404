import { prepare, scaledByRms } from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/**
 * Largest distance between two movements that counts as a copy; 0 is identical, 1.41 unrelated. The closest casts that two
 * people made for one spell are farther apart: 0.39 in a simulated room of 12 people, 0.26 of 60, 0.21 of 150, and 0.36
 * in 1,000 recorded letters of 10 people. Copies are closer: 0.02 if rounded to 0.1 m/s^2, 0.1 with noise of 0.1 m/s^2,
 * and 0.12 if 10 % slower (each 99 % of them).
 */
export const COPY_DISTANCE = 0.15;

/**
 * Casts whose movement is nearly identical to one that another person made for the same spell. A hand never repeats a
 * movement that closely, so one of both was copied. Holding a person out does not hide their copied casts from training,
 * which makes the accuracy on new people look better than it is.
 *
 * Movements are compared as acceleration over time, trimmed, resampled and scaled to the same strength, so a copy is found
 * even if it was shifted in time, rescaled or rounded.
 * @returns their indices, ascending
 */
export function copiesAcrossPeople(casts: readonly LabeledCast[], atMost = COPY_DISTANCE): number[] {
  const byLabel = new Map<string, number[]>();
  casts.forEach(({ label }, i) => {
    const members = byLabel.get(label);
    if (members === undefined) byLabel.set(label, [i]);
    else members.push(i);
  });
  const movements = casts.map(({ signal }) => scaledByRms(prepare(signal)));
  const copies = new Set<number>();
  for (const members of byLabel.values())
    members.forEach((a, place) => {
      for (let other = 0; other < place; other++) {
        const b = members[other] ?? a;
        if (casts[a]?.user !== casts[b]?.user && areClose(movements[a], movements[b], atMost)) copies.add(a).add(b);
      }
    });
  return [...copies].sort((a, b) => a - b);
}

/**
 * Casts whose movement is nearly identical to one of `learned` for the same spell, by any person: a model that learned
 * the one already knows the other. Compared as in {@link copiesAcrossPeople}.
 * @returns their indices, ascending
 */
export function copiesOf(
  casts: readonly LabeledCast[],
  learned: readonly LabeledCast[],
  atMost = COPY_DISTANCE,
): number[] {
  const movementOf = ({ signal }: LabeledCast): Float32Array => scaledByRms(prepare(signal));
  const byLabel = new Map<string, Float32Array[]>();
  for (const cast of learned) {
    const known = byLabel.get(cast.label);
    if (known === undefined) byLabel.set(cast.label, [movementOf(cast)]);
    else known.push(movementOf(cast));
  }
  return casts.flatMap((cast, i) => {
    const movement = movementOf(cast);
    return byLabel.get(cast.label)?.some((other) => areClose(movement, other, atMost)) === true ? [i] : [];
  });
}

/** Whether the root mean square of the difference is at most `atMost`. Most pairs differ after a few values. */
function areClose(a: Float32Array | undefined, b: Float32Array | undefined, atMost: number): boolean {
  if (a === undefined || b === undefined) return false;
  const most = atMost * atMost * a.length;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
    if (sum > most) return false;
  }
  return true;
}
