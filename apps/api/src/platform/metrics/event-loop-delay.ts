/** Time between two looks at the event loop, ms. */
const LOOK_MS = 20;

/**
 * Measures how late timers of this thread fire. Unlike the percentiles of Node's own monitor, what it reports can be
 * counted in the buckets of a histogram, and those of several nodes added.
 * @param report gets the delay of one timer, s  @returns stops it
 */
export function observeEventLoopDelay(report: (seconds: number) => void): () => void {
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    report(Math.max(0, now - before - LOOK_MS) / 1000);
    before = now;
  }, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
  };
}
