/** How another clock is to one's own. */
export interface ClockReading {
  /** Ms to add to one's own clock to read the other's. */
  readonly offsetMs: number;
  /** Ms the answer took. The offset is wrong by half of it at most. */
  readonly roundTripMs: number;
}

/** Readings kept: a change of network is noticed after so many. */
const KEPT = 8;

/**
 * Measures another clock by asking for its time. Of the last readings the one with the quickest answer counts, since its
 * error is bounded by half its round trip (Cristian 1989).
 */
export class ClockMeter {
  private readings: ClockReading[] = [];

  /** @param askedAt, answeredAt ms by one's own clock  @param otherAt ms by the other, read in between */
  add(askedAt: number, otherAt: number, answeredAt: number): void {
    const roundTripMs = Math.max(0, answeredAt - askedAt);
    this.readings = [...this.readings, { offsetMs: otherAt - (askedAt + answeredAt) / 2, roundTripMs }].slice(-KEPT);
  }

  /** The best reading there is; undefined before the first. */
  get reading(): ClockReading | undefined {
    return this.readings.reduce<ClockReading | undefined>(
      (best, one) => (best === undefined || one.roundTripMs <= best.roundTripMs ? one : best),
      undefined,
    );
  }

  /** One's own clock was set, or another server answers. */
  forget(): void {
    this.readings = [];
  }
}
