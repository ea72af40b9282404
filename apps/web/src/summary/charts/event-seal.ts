import { SEAL_BARS, type CastTimes, type SummaryRound } from '@wandcast/protocol';
import { max } from 'd3-array';

/** Length of the longest bar. */
const FULL = 99;

/**
 * The casts of an event over time as a seal: SEAL_BARS lengths, 0..99, scaled so that the busiest bar is 99. A time
 * step that spans several bars is divided among them in proportion.
 */
export function eventSeal({ taught, others }: Pick<CastTimes, 'taught' | 'others'>): number[] {
  const sums = taught.map((count, i) => count + (others[i] ?? 0));
  const width = sums.length / SEAL_BARS;
  const bars = Array.from({ length: SEAL_BARS }, (_, bar) => {
    const [from, until] = [bar * width, (bar + 1) * width];
    return sums.reduce((sum, casts, i) => sum + casts * Math.max(0, Math.min(until, i + 1) - Math.max(from, i)), 0);
  });
  const most = max(bars) ?? 0;
  return bars.map((casts) => (most === 0 ? 0 : Math.round((FULL * casts) / most)));
}

/** The round of each bar of the event's seal: the one with the longest overlap; undefined if no round was played. */
export function roundsOnSeal(
  { from, stepMs, taught }: CastTimes,
  rounds: readonly SummaryRound[],
): (SummaryRound | undefined)[] {
  const width = (stepMs * taught.length) / SEAL_BARS;
  return Array.from({ length: SEAL_BARS }, (_, bar) => {
    const [starts, ends] = [from + bar * width, from + (bar + 1) * width];
    const shared = (round: SummaryRound): number => Math.min(ends, round.endsAt) - Math.max(starts, round.startsAt);
    const [longest] = rounds.filter((round) => shared(round) > 0).sort((a, b) => shared(b) - shared(a));
    return longest;
  });
}
