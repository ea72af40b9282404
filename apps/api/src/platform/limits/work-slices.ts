import { setTimeout as sleep } from 'node:timers/promises';

/** Longest that background work keeps the main thread, ms. A cast waits for a few slices until it is answered. */
const SLICE_MS = 2;
/** Rest after a slice, as a multiple of its time. */
const REST = 2;
/** Longest rest, ms: time spent waiting for the database is no work to rest from. */
const MAX_REST_MS = 10;

/**
 * Lets casts go before long work on the main thread, such as an import: the work rests after each slice for twice as long
 * as the slice took. It then takes a third of the main thread at most, and a cast finds it idle most of the time.
 */
export class WorkSlices {
  private began = performance.now();

  /** Whether the slice is over: the work must await {@link rest}. */
  get isOver(): boolean {
    return performance.now() - this.began > SLICE_MS;
  }

  async rest(): Promise<void> {
    await sleep(Math.min(REST * (performance.now() - this.began), MAX_REST_MS));
    this.began = performance.now();
  }
}
