/** Time in which labels are counted, ms. */
const WINDOW_MS = 3_000;
/** Casts to have ready at the slowest pace. */
const MIN_AHEAD = 8;
/** How long the casts that are ready should last, in windows: loading more takes a while on a slow connection. */
const WINDOWS_AHEAD = 2;
const MAX_AHEAD = 80;

interface LabelingRate {
  /** Counts a label. */
  count: () => void;
  /** How many casts should be ready at the current pace. */
  wantedAhead: () => number;
}

/** Measures how fast somebody labels, so that the next casts are always there, but not more than needed are reserved. */
export function createLabelingRate(now: () => number = () => performance.now()): LabelingRate {
  let times: number[] = [];
  return {
    count: () => {
      const at = now();
      times = [...times.filter((time) => at - time < WINDOW_MS), at];
    },
    wantedAhead: () => {
      const recent = times.filter((time) => now() - time < WINDOW_MS).length;
      return Math.min(MAX_AHEAD, MIN_AHEAD + WINDOWS_AHEAD * recent);
    },
  };
}
