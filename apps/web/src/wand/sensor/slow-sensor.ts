/** Below this a phone tells less than it could, readings a second: browsers give 60 where nothing slows them down. */
const SLOW_HZ = 45;

/** For how long it must be slow, ms: a phone that is busy for a moment is not meant. */
const LASTING_MS = 3_000;

/** Watches the rate of a sensor, to say once that it stays low, as in low-power mode. */
export class SlowSensor {
  private since: number | undefined;

  /**
   * @param rateHz as it is at `now`, ms; 0 while nothing is known
   * @returns whether it has been low for a while
   */
  add(rateHz: number, now: number): boolean {
    if (rateHz === 0 || rateHz >= SLOW_HZ) this.since = undefined;
    else this.since ??= now;
    return this.since !== undefined && now - this.since >= LASTING_MS;
  }
}
