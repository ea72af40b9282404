/** Digits that tell any two 32-bit floating-point numbers apart (IEEE 754). */
const ENOUGH_DIGITS = 9;

/**
 * The number with the fewest decimals that is still `value` as a 32-bit number: 0.42, not 0.41999998688697815.
 * Files of casts are a third as long for it, and nothing is lost.
 */
export function shortestDecimal(value: number): number {
  for (const scale of [1, 10, 100, 1000, 10_000]) {
    const rounded = Math.round(value * scale) / scale;
    if (Math.fround(rounded) === value) return rounded;
  }
  for (let digits = 6; digits < ENOUGH_DIGITS; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(ENOUGH_DIGITS));
}
