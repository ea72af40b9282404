import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Ms between looks, which is what an idle loop is measured to have. */
const RESOLUTION_MS = 20;

/** Looks that are remembered: ten seconds of beats. */
const KEPT = 5;

/** How long this process keeps everyone waiting. */
export class EventLoopMonitor {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private latest: number[] = [];

  start(): void {
    this.histogram.enable();
  }
  stop(): void {
    this.histogram.disable();
  }

  /** Longest wait since the last look, ms. */
  look(): number {
    const longest = Math.max(0, Math.round(this.histogram.max / 1e6 - RESOLUTION_MS));
    this.histogram.reset();
    this.latest = [...this.latest, longest].slice(-KEPT);
    return longest;
  }

  /** Longest wait of the last looks, ms. */
  get longest(): number {
    return Math.max(0, ...this.latest);
  }
}
