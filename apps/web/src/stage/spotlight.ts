import type { StageResult } from '@wandcast/protocol';

/** How long a cast stays in the spotlight at least, ms: time to read a name and look at six columns. */
export const HOLD_MS = 2_500;

/** How old a result may be and still be news, ms. */
const NEWS_MS = 6_000;

interface Candidate {
  readonly result: StageResult;
  readonly at: number;
}

export interface Spotlight {
  readonly current: { readonly result: StageResult; readonly since: number } | null;
  readonly waiting: readonly Candidate[];
  /** How often each slot has been shown. */
  readonly shown: ReadonlyMap<number, number>;
}

export const dark: Spotlight = { current: null, waiting: [], shown: new Map() };

/** Whether a result may be shown large: fizzles never are. */
function isShowable(result: StageResult): boolean {
  return result.spell !== null;
}

/**
 * The spotlight at `now`, with new results. It stays where it is for HOLD_MS, and then moves to whoever was
 * shown least; among those to the surest cast. Without news it stays.
 */
export function advance(spotlight: Spotlight, results: readonly StageResult[], now: number): Spotlight {
  const fresh = results.filter(isShowable).map((result) => ({ result, at: now }));
  const waiting = [...spotlight.waiting, ...fresh].filter(({ at }) => now - at <= NEWS_MS);
  const { current, shown } = spotlight;
  if (waiting.length === 0 || (current !== null && now - current.since < HOLD_MS)) return { ...spotlight, waiting };
  const times = ({ result }: Candidate): number => shown.get(result.slot) ?? 0;
  const sureness = ({ result }: Candidate): number => Math.max(0, ...result.percents);
  const best = waiting.reduce((a, b) => ((times(b) - times(a) || sureness(a) - sureness(b)) < 0 ? b : a));
  return {
    current: { result: best.result, since: now },
    waiting: waiting.filter((one) => one !== best),
    shown: new Map(shown).set(best.result.slot, times(best) + 1),
  };
}
