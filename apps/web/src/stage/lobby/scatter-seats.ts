/** Sizes a lobby grows through: nobody moves while one of them lasts. */
const SIZES = [24, 40, 64, 100, 160, 250, 400, 640, 1_000, 1_600];

/** Places a lobby lays out for `count` people: with room for those to come. */
export function capacityFor(count: number): number {
  return SIZES.find((size) => size >= count) ?? count;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * The place, 0..capacity-1, of the `seat`th to come: far from the place before, so that people who come one
 * after another, and their names, do not crowd in one corner. Steps of the golden ratio; no place twice.
 */
export function scattered(seat: number, capacity: number): number {
  let step = Math.max(1, Math.round(capacity * 0.618));
  while (divisor(step, capacity) !== 1) step++;
  return (seat * step) % capacity;
}
