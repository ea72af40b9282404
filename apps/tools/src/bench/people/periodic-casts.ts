import {
  heldSignal,
  holdRotation,
  periodicKinds,
  simulatePeriodic,
  simulatePeriodicPerson,
  uniform,
  type HoldName,
  type PeriodicKind,
  type Random,
} from '@wandcast/gesture';
import type { LabeledCast } from '@wandcast/recognition';
import { atRate } from '../at-rate.js';
import { RATES_HZ } from './unfamiliar-people.js';

/** Repeated movements to recognize, by book. `mixed` books have glyphs too. */
export const movementBooks = {
  movements: { kinds: periodicKinds, glyphs: undefined },
  mixed: { kinds: ['shakeSideways', 'circleClockwise', 'swing', 'tilt'], glyphs: 'starter' },
} as const satisfies Readonly<Record<string, { kinds: readonly PeriodicKind[]; glyphs: string | undefined }>>;

/**
 * Casts of repeated movements by simulated people.
 * @param people names of the people
 * @param each casts of each movement by each person
 */
export function periodicCasts(
  kinds: readonly PeriodicKind[],
  people: readonly string[],
  each: number,
  hold: HoldName,
  random: Random,
): LabeledCast[] {
  return people.flatMap((user) => {
    const person = simulatePeriodicPerson(random);
    const rateHz = uniform(...RATES_HZ, random);
    return kinds.flatMap((label) =>
      Array.from({ length: each }, () => {
        const upright = simulatePeriodic(label, person, holdRotation('upright', random), random);
        return { user, label, signal: heldSignal(atRate(upright, rateHz), holdRotation(hold, random)) };
      }),
    );
  });
}
