/** A source of uniform numbers in [0, 1): the only source of randomness in this library. */
export type Random = () => number;

/** A reproducible uniform source: mulberry32 (Tommy Ettinger, 2017; public domain), period 2^32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A standard normal number (Box and Muller, 1958). Always draws two numbers from `random`. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A uniform number in [low, high). */
export function uniform(low: number, high: number, random: Random): number {
  return low + (high - low) * random();
}

/** A shuffled copy of `items` (Fisher and Yates, in Durstenfeld's form, 1964). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
