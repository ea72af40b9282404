import type { EventTimes } from '@wandcast/protocol';
import { QUARTER_MS, mainTimeRange } from '../../games/summary/cast-times.js';

/** Number of casts in one interval. */
export interface BinCount {
  /** Intervals since 1970. */
  readonly bin: number;
  readonly casts: number;
  /** Start of its first and last cast, ms since 1970. */
  readonly first: number;
  readonly last: number;
}

/** Most intervals in the picture of an event. */
const MOST_BINS = 60;

/**
 * The main part of an event (see `mainTimeRange`): tests on the day before are left out.
 * @param bins counts per `binMs`, which divides a quarter of an hour, in order  @returns null without casts
 */
export function eventTimes(bins: readonly BinCount[], binMs: number): EventTimes | null {
  const perQuarter = QUARTER_MS / binMs;
  const quarters = new Map<number, number>();
  for (const { bin, casts } of bins) {
    const quarter = Math.floor(bin / perQuarter);
    quarters.set(quarter, (quarters.get(quarter) ?? 0) + casts);
  }
  const range = mainTimeRange(Array.from(quarters, ([step, casts]) => ({ step, taught: 0, others: casts })));
  const own = bins.filter(({ bin }) => range && bin * binMs >= range.from && bin * binMs < range.until);
  const [first, last] = [own.at(0), own.at(-1)];
  if (first === undefined || last === undefined) return null;
  const joined = Math.ceil((last.bin - first.bin + 1) / MOST_BINS);
  const casts = new Array<number>(Math.ceil((last.bin - first.bin + 1) / joined)).fill(0);
  for (const one of own) {
    const place = Math.floor((one.bin - first.bin) / joined);
    casts[place] = (casts[place] ?? 0) + one.casts;
  }
  return { from: Math.round(first.first), until: Math.round(last.last), stepMs: binMs * joined, casts };
}
