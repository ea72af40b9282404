/** Time between two looks at the event loop, ms. */
const LOOK_MS = 20;

const reports = new Set<(seconds: number) => void>();
let timer: NodeJS.Timeout | undefined;

/**
 * Measures how late timers of this thread fire. Unlike the percentiles of Node's own monitor, what it reports can be
 * counted in the buckets of a histogram, and those of several nodes added. All who observe share one timer, because each
 * more would wake an idle process fifty times a second.
 * @param report gets the delay of one timer, s  @returns stops it
 */
export function observeEventLoopDelay(report: (seconds: number) => void): () => void {
  // A function of its own, so that one report can observe twice and each be stopped alone.
  const own = (seconds: number): void => {
    report(seconds);
  };
  reports.add(own);
  timer ??= startLooking();
  return () => {
    reports.delete(own);
    if (reports.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function startLooking(): NodeJS.Timeout {
  let before = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const seconds = Math.max(0, now - before - LOOK_MS) / 1000;
    before = now;
    for (const report of reports) report(seconds);
  }, LOOK_MS).unref();
}
