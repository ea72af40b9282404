import type { Random } from '@wandcast/gesture';

/** One in this many wizards arrives late. */
const LATECOMER_INTERVAL = 12;

/** Default arrival time of a crowd, s: small groups are there at once, large ones within 45 s. */
export function defaultArrivalSeconds(wizards: number): number {
  return Math.min(45, 0.12 * wizards);
}

/**
 * Arrival time of each wizard, ms after the first and unsorted: many early, fewer later, and some latecomers.
 * @param seconds until everyone but the latecomers has arrived
 */
export function arrivalTimes(wizards: number, seconds: number, random: Random): number[] {
  return Array.from({ length: wizards }, (_, n) => {
    if (n === 0) return 0;
    const share = n % LATECOMER_INTERVAL === LATECOMER_INTERVAL - 1 ? 1 + 2 * random() : random() ** 1.6;
    return Math.round(1_000 * seconds * share);
  });
}
