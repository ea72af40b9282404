import type { CastTimes } from '@wandcast/protocol';

/** Number of casts in one time step. */
export interface StepCount {
  /** Steps since 1970. */
  readonly step: number;
  readonly taught: number;
  readonly others: number;
}

/** A half-open time range, ms since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

const MINUTE = 60_000;
/** Resolution for finding the time range of the event. */
export const QUARTER_MS = 15 * MINUTE;
/** A pause this long between casts separates two occasions. */
const APART_MS = 2 * 60 * MINUTE;
/** Most time steps in the chart. */
const MOST_STEPS = 80;
const STEPS_MS = [5_000, 10_000, 15_000, 30_000, ...[1, 2, 5, 10, 15, 30, 60, 120, 360, 1440].map((n) => n * MINUTE)];

/**
 * The time range of the event itself: the one with the most casts and no long pause, the latest in a tie.
 * @param quarters counts per QUARTER_MS, in order  @returns undefined without counts
 */
export function mainTimeRange(quarters: readonly StepCount[]): TimeRange | undefined {
  let best: (TimeRange & { readonly casts: number }) | undefined;
  let current: (TimeRange & { readonly casts: number }) | undefined;
  for (const { step, taught, others } of quarters) {
    const [from, casts] = [step * QUARTER_MS, taught + others];
    const isNew = current === undefined || from - current.until >= APART_MS;
    current = {
      ...{ from: isNew ? from : (current?.from ?? from), until: from + QUARTER_MS },
      casts: casts + (isNew ? 0 : (current?.casts ?? 0)),
    };
    if (best === undefined || current.casts >= best.casts) best = current;
  }
  return best && { from: best.from, until: best.until };
}

/** The smallest step, ms, that needs at most MOST_STEPS for the range. */
export function stepMsFor({ from, until }: TimeRange): number {
  const fits = STEPS_MS.find((stepMs) => (until - from) / stepMs <= MOST_STEPS);
  return fits ?? MINUTE * 1440 * Math.ceil((until - from) / (MINUTE * 1440 * MOST_STEPS));
}

/**
 * Counts for the chart: every step from the first with a cast to the last, including empty ones.
 * @param counts per `stepMs`, in any order  @param total number of casts of the event  @returns null without counts
 */
export function castTimes(counts: readonly StepCount[], stepMs: number, total: number): CastTimes | null {
  if (counts.length === 0) return null;
  const steps = counts.map(({ step }) => step);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  const taught = new Array<number>(last - first + 1).fill(0);
  const others = [...taught];
  for (const count of counts) {
    taught[count.step - first] = count.taught;
    others[count.step - first] = count.others;
  }
  return { from: first * stepMs, stepMs, taught, others, outside: Math.max(0, total - countCasts(counts)) };
}

export function countCasts(counts: readonly StepCount[]): number {
  return counts.reduce((sum, { taught, others }) => sum + taught + others, 0);
}
