/** Middle and slowest five percent of some times, ms. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** How the room is, as one node sees it: of the last ten seconds where a figure has a time. Null where nothing was measured. */
export interface Health {
  /** Ms since 1970. */
  readonly at: number;
  readonly perMinute: number;
  /** Phones' own round trips. */
  readonly roundTrip: Times | null;
  /** How far phones' and stages' idea of this server's clock may be off: half a round trip, the worst of 95 %. */
  readonly clockMs: number | null;
  /** From the end of a cast to its COMMIT. */
  readonly store: Times | null;
  /** One recognition. */
  readonly recognize: Times | null;
  /** Casts between their end and their COMMIT. */
  readonly waiting: number;
  /** Phones that left in the last ten seconds and are not back. */
  readonly lost: number;
  readonly stages: number;
  /** Longest wait of the event loop, ms. */
  readonly loopMs: number;
  /** Refused, or failed, in the last minute; those whom the door keeps out do not count. */
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
