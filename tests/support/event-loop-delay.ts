import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Event loop delay, ms. */
interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Measures the event loop delay of this process during `work`. For logging only: a busy machine adds delay. */
export async function delayDuring(work: () => Promise<unknown>): Promise<Delay> {
  const resolution = 1; // sampling interval, ms; an idle loop shows this delay
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  await work();
  histogram.disable();
  const ms = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e5) / 10 - resolution);
  return { p50: ms(histogram.percentile(50)), p99: ms(histogram.percentile(99)), max: ms(histogram.max) };
}
