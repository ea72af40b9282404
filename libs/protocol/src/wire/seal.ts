/** Bars once round a seal. */
export const SEAL_BARS = 72;

/** A live cast grows one bar every this many ms: a 3 s cast goes once round. */
export const SEAL_BAR_MS = 3000 / SEAL_BARS;

/** Acceleration, m/s^2, that draws a bar of full length; a quick wrist flick reaches it. */
const FULL_BAR = 18;

/** Length of a bar, 0..99, for the strongest acceleration (without gravity, m/s^2) in its time. */
export function barLength(acceleration: number): number {
  return Math.round(99 * Math.min(1, acceleration / FULL_BAR));
}

/**
 * The seal of a finished cast: SEAL_BARS lengths 0..99 spread over the whole cast, whatever it lasted,
 * each the strongest reading in its part of the time.
 * @param times ms, ascending  @param strengths m/s^2 without gravity, same length
 */
export function sealOf(times: ArrayLike<number>, strengths: ArrayLike<number>): number[] {
  const bars = new Array<number>(SEAL_BARS).fill(0);
  const first = times[0] ?? 0;
  const span = Math.max(1, (times[times.length - 1] ?? 0) - first);
  for (let i = 0; i < times.length; i++) {
    const bar = Math.min(SEAL_BARS - 1, Math.floor((((times[i] ?? 0) - first) / span) * SEAL_BARS));
    bars[bar] = Math.max(bars[bar] ?? 0, strengths[i] ?? 0);
  }
  for (let i = 1; i < SEAL_BARS; i++) if (bars[i] === 0) bars[i] = bars[i - 1] ?? 0; // slow phones leave gaps
  return bars.map(barLength);
}
