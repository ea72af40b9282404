import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the event loop kept others waiting while something ran, ms. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What `work` did to this process's event loop. To be looked at: a busy machine makes it long as well. */
export async function delayDuring(work: () => Promise<unknown>): Promise<Delay> {
  const resolution = 1; // ms between looks, which is what an idle loop is measured to have
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  await work();
  histogram.disable();
  const ms = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e5) / 10 - resolution);
  return { p50: ms(histogram.percentile(50)), p99: ms(histogram.percentile(99)), max: ms(histogram.max) };
}
