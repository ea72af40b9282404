/** Number of bars in a seal's ring. */
export const SEAL_BARS = 72;

/** Interval between the bars of a cast in progress, ms: a 3 s cast fills the ring. */
export const SEAL_BAR_MS = 3000 / SEAL_BARS;

/** Acceleration of a full-length bar, m/s²: that of a quick wrist flick. */
const FULL_BAR = 18;

/** Length of a bar, 0..99. @param acceleration the strongest in its interval, without gravity, m/s² */
export function barLength(acceleration: number): number {
  return Math.round(99 * Math.min(1, acceleration / FULL_BAR));
}

/**
 * The seal of a finished cast: SEAL_BARS lengths, 0..99, each from the strongest acceleration in an equal part of the
 * cast's duration.
 * @param times ms, ascending  @param strengths acceleration without gravity, m/s², same length
 */
export function sealOf(times: ArrayLike<number>, strengths: ArrayLike<number>): number[] {
  const bars = new Array<number>(SEAL_BARS).fill(0);
  const first = times[0] ?? 0;
  const span = Math.max(1, (times[times.length - 1] ?? 0) - first);
  for (let i = 0; i < times.length; i++) {
    const bar = Math.min(SEAL_BARS - 1, Math.floor((((times[i] ?? 0) - first) / span) * SEAL_BARS));
    bars[bar] = Math.max(bars[bar] ?? 0, strengths[i] ?? 0);
  }
  for (let i = 1; i < SEAL_BARS; i++) if (bars[i] === 0) bars[i] = bars[i - 1] ?? 0; // fill gaps left by low sample rates
  return bars.map(barLength);
}
