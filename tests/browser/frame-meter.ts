import type { Page } from 'playwright-core';

/** How a page kept up, from one animation frame to the next. */
export interface FrameTimes {
  readonly p50: number;
  readonly p95: number;
  readonly frames: number;
  /** Share of the time that the page's thread was at work. */
  readonly busy: number;
}

/** Looks at a page's frames for so long, ms. */
export async function meterFrames(page: Page, ms: number): Promise<FrameTimes> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const worked = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const before = await worked();
  const times = await page.evaluate(async (lasts) => {
    const gaps: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (const end = last + lasts; last < end;) {
      const now = await new Promise<number>(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  }, ms);
  const busy = (1000 * ((await worked()) - before)) / ms;
  await cdp.detach();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), frames: times.length, busy };
}
