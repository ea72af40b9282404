import type { Random } from '@wandcast/gesture';

/** One in so many comes when the others are long there. */
const LATE_EACH = 12;

/** How long it takes a room to come in where nobody says, s: a few at once, and a crowd in three quarters of a minute. */
export function usualArrival(wizards: number): number {
  return Math.min(45, 0.12 * wizards);
}

/**
 * When each of a crowd comes, ms from the first on and in no order: many at the beginning, ever fewer later, and some who
 * are late.
 * @param seconds until all have come who are not late
 */
export function arrivals(wizards: number, seconds: number, random: Random): number[] {
  return Array.from({ length: wizards }, (_, n) => {
    if (n === 0) return 0; // the first does not let anyone wait
    const share = n % LATE_EACH === LATE_EACH - 1 ? 1 + 2 * random() : random() ** 1.6;
    return Math.round(1_000 * seconds * share);
  });
}
