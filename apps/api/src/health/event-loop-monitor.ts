import { observeEventLoopDelay } from '../platform/metrics/event-loop-delay.js';

/** Samples to keep: ten seconds. */
const KEPT_SAMPLES = 5;

/** Measures how long the event loop is blocked. */
export class EventLoopMonitor {
  private longestMs = 0;
  private latest: number[] = [];
  private stopObserving: (() => void) | undefined;

  start(): void {
    this.stopObserving = observeEventLoopDelay((seconds) => {
      this.longestMs = Math.max(this.longestMs, seconds * 1000);
    });
  }
  stop(): void {
    this.stopObserving?.();
  }

  /** Longest delay since the last call, ms. */
  sample(): number {
    const longest = Math.round(this.longestMs);
    this.longestMs = 0;
    this.latest = [...this.latest, longest].slice(-KEPT_SAMPLES);
    return longest;
  }

  /** Longest delay of the last samples, ms. */
  get longest(): number {
    return Math.max(0, ...this.latest);
  }
}
