/** Sizes of the lobby. Nobody moves until it grows to the next one. */
const SIZES = [6, 10, 15, 20, 24, 40, 64, 100, 160, 250, 400, 500, 640, 1_000, 1_600];

/** Number of places laid out for `count` people, including room for later arrivals. */
export function capacityFor(count: number): number {
  return SIZES.find((size) => size >= count) ?? count;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * The place, 0..capacity-1, of the `seat`th arrival. Steps by the golden ratio, without repetition, so that consecutive
 * arrivals and their names are far apart.
 */
export function scatterSeat(seat: number, capacity: number): number {
  let step = Math.max(1, Math.round(capacity * 0.618));
  while (divisor(step, capacity) !== 1) step++;
  return (seat * step) % capacity;
}
