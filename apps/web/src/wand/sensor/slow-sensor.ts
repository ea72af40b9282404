/** A sensor below this rate is slow, readings per second. Browsers normally deliver 60. */
const SLOW_HZ = 45;

/** How long the rate must be low, ms, so that a short load does not count. */
const LASTING_MS = 3_000;

/** Detects a sensor rate that stays low, as in low-power mode. */
export class SlowSensor {
  private since: number | undefined;

  /**
   * @param rateHz rate at `now`, ms; 0 if unknown
   * @returns whether it has been low for LASTING_MS
   */
  add(rateHz: number, now: number): boolean {
    if (rateHz === 0 || rateHz >= SLOW_HZ) this.since = undefined;
    else this.since ??= now;
    return this.since !== undefined && now - this.since >= LASTING_MS;
  }
}
