/** The measured difference between a remote clock and the local one. */
export interface ClockReading {
  /** Remote time minus local time, ms. */
  readonly offsetMs: number;
  /** Round-trip time, ms. The offset is off by at most half of it. */
  readonly roundTripMs: number;
}

/** Number of readings kept, so that a change of network shows after this many. */
const MAX_READINGS = 8;

/**
 * Measures a remote clock by requesting its time. Uses the reading with the shortest round trip, because half the round
 * trip bounds the error (Cristian 1989).
 */
export class ClockMeter {
  private readings: ClockReading[] = [];

  /** @param sentAt, receivedAt local time, ms  @param remoteAt remote time read in between, ms */
  add(sentAt: number, remoteAt: number, receivedAt: number): void {
    const roundTripMs = Math.max(0, receivedAt - sentAt);
    const offsetMs = remoteAt - (sentAt + receivedAt) / 2;
    this.readings = [...this.readings, { offsetMs, roundTripMs }].slice(-MAX_READINGS);
  }

  /** The reading with the shortest round trip, the newest if several tie; undefined before the first. */
  get reading(): ClockReading | undefined {
    return this.readings.reduce<ClockReading | undefined>(
      (best, next) => (best === undefined || next.roundTripMs <= best.roundTripMs ? next : best),
      undefined,
    );
  }

  /** Discards all readings: call it after the local clock was set or the server changed. */
  reset(): void {
    this.readings = [];
  }
}
