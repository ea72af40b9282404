/** Median and 95th percentile of a duration, ms. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** Health of an event as one node measures it. Durations cover the last ten seconds; null if nothing was measured. */
export interface Health {
  /** Ms since 1970. */
  readonly at: number;
  readonly perMinute: number;
  /** Round trips measured by phones. */
  readonly roundTrip: Times | null;
  /** Bound on the clock error of phones and stages, ms: half the 95th-percentile round trip. */
  readonly clockMs: number | null;
  /** From the end of a cast to its COMMIT. */
  readonly store: Times | null;
  /** Duration of one recognition. */
  readonly recognize: Times | null;
  /** Casts that have ended and are not committed yet. */
  readonly waiting: number;
  /** Phones that disconnected in the last ten seconds and did not reconnect. */
  readonly lost: number;
  readonly stages: number;
  /** Longest delay of the event loop, ms. */
  readonly loopMs: number;
  /** Requests that failed in the last minute. Refused connections do not count. */
  readonly failures: number;
  /** Newest first, at most eight. */
  readonly notes: readonly HealthNote[];
}

export interface HealthNote {
  /** Ms since 1970. */
  readonly at: number;
  readonly words: string;
  readonly alarm: boolean;
}
