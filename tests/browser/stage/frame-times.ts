import type { Page } from 'playwright-core';

/** Intervals between animation frames of a page, ms. */
export interface FrameTimes {
  readonly p50: number;
  readonly p95: number;
  readonly frames: number;
  /** CPU time of the page's process as a share of one core. Depends little on other load on the machine. */
  readonly cpu: number;
}

/** Measures a page's frames for `ms`. */
export async function measureFrames(page: Page, ms: number): Promise<FrameTimes> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const used = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ProcessTime')?.value ?? NaN;
  };
  const [began, before] = [performance.now(), await used()];
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
  const cpu = (1000 * ((await used()) - before)) / (performance.now() - began);
  await cdp.detach();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), frames: times.length, cpu };
}
