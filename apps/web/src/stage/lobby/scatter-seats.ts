/** Sizes of the lobby. Nobody moves until it grows to the next one. */
const SIZES = [6, 10, 15, 20, 24, 40, 64, 100, 160, 250, 400, 500, 640, 1_000, 1_600, 2_500, 4_000, 6_400];
/** Beyond them it grows by so many. */
const STEP = 2_000;

/** Number of places laid out for `count` people, including room for later arrivals. */
export function capacityFor(count: number): number {
  return SIZES.find((size) => size >= count) ?? Math.ceil(count / STEP) * STEP;
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
