import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Sampling interval, ms. Node includes it in each measured delay, so it is subtracted. */
const RESOLUTION_MS = 20;

/** Samples to keep: ten seconds. */
const KEPT_SAMPLES = 5;

/** Measures how long the event loop is blocked. */
export class EventLoopMonitor {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private latest: number[] = [];

  start(): void {
    this.histogram.enable();
  }
  stop(): void {
    this.histogram.disable();
  }

  /** Longest delay since the last call, ms. */
  sample(): number {
    const longest = Math.max(0, Math.round(this.histogram.max / 1e6 - RESOLUTION_MS));
    this.histogram.reset();
    this.latest = [...this.latest, longest].slice(-KEPT_SAMPLES);
    return longest;
  }

  /** Longest delay of the last samples, ms. */
  get longest(): number {
    return Math.max(0, ...this.latest);
  }
}
