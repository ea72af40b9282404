import type { CastTimes } from '@wandcast/protocol';

/** How many casts came in one step of time. */
export interface StepCount {
  /** Counted from 1970 in steps. */
  readonly step: number;
  readonly lessons: number;
  readonly others: number;
}

/** From when until when, ms since 1970. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const MINUTE = 60_000;
/** Resolution of the search for the event: a day has 96. */
export const QUARTER_MS = 15 * MINUTE;
/** After so long without a cast, the next one is of another occasion. */
const APART_MS = 2 * 60 * MINUTE;
/** Steps a picture of the event has at most. */
const MOST_STEPS = 80;
const STEPS_MS = [5_000, 10_000, 15_000, 30_000, ...[1, 2, 5, 10, 15, 30, 60, 120, 360, 1440].map((n) => n * MINUTE)];

/**
 * The event itself: of all stretches of time without a long pause the one with most casts, the latest of equals.
 * @param quarters counts by QUARTER_MS, in their order; undefined of none
 */
export function mainStretch(quarters: readonly StepCount[]): Stretch | undefined {
  let best: (Stretch & { readonly casts: number }) | undefined;
  let current: (Stretch & { readonly casts: number }) | undefined;
  for (const { step, lessons, others } of quarters) {
    const [from, casts] = [step * QUARTER_MS, lessons + others];
    const isNew = current === undefined || from - current.until >= APART_MS;
    current = {
      ...{ from: isNew ? from : (current?.from ?? from), until: from + QUARTER_MS },
      casts: casts + (isNew ? 0 : (current?.casts ?? 0)),
    };
    if (best === undefined || current.casts >= best.casts) best = current;
  }
  return best && { from: best.from, until: best.until };
}

/** The finest step that shows a stretch in few enough, ms. */
export function stepFor({ from, until }: Stretch): number {
  const fits = STEPS_MS.find((stepMs) => (until - from) / stepMs <= MOST_STEPS);
  return fits ?? MINUTE * 1440 * Math.ceil((until - from) / (MINUTE * 1440 * MOST_STEPS));
}

/**
 * Counts as a picture needs them: every step from the first with a cast to the last, also those without.
 * @param counts by `stepMs`, in any order; of none there is no picture  @param total casts of the whole event
 */
export function castTimes(counts: readonly StepCount[], stepMs: number, total: number): CastTimes | null {
  if (counts.length === 0) return null;
  const steps = counts.map(({ step }) => step);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  const lessons = new Array<number>(last - first + 1).fill(0);
  const others = [...lessons];
  for (const count of counts) {
    lessons[count.step - first] = count.lessons;
    others[count.step - first] = count.others;
  }
  return { from: first * stepMs, stepMs, lessons, others, apart: Math.max(0, total - castsIn(counts)) };
}

export function castsIn(counts: readonly StepCount[]): number {
  return counts.reduce((sum, { lessons, others }) => sum + lessons + others, 0);
}
