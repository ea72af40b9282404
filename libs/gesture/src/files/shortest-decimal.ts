/** Digits that distinguish any two 32-bit floats (IEEE 754). */
const ENOUGH_DIGITS = 9;

/**
 * The number with the fewest decimals that is still `value` as a 32-bit float: 0.42, not 0.41999998688697815. Makes
 * files of casts a third as long, without loss.
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
