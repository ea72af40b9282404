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

/** A notable event, which each console words in its own language. */
export type HealthNote = HealthNoteContent & {
  /** Ms since 1970. */
  readonly at: number;
  readonly alarm: boolean;
};

/** Why casts cannot be stored. */
export type StorageFaultName =
  | 'disk-full'
  | 'read-only'
  | 'too-many-connections'
  | 'no-file-handles'
  | 'access-denied'
  | 'no-database'
  | 'unreachable'
  | 'failing';

export type HealthNoteContent =
  /** `casts` were pending and are sent now. */
  | { readonly kind: 'phones-returned'; readonly phones: number; readonly casts: number }
  | { readonly kind: 'phones-lost'; readonly phones: number }
  | { readonly kind: 'phone-slow'; readonly nickname: string; readonly roundTripMs: number }
  | { readonly kind: 'phones-slow'; readonly phones: number; readonly roundTripMs: number }
  | { readonly kind: 'stage-connected' | 'stage-disconnected'; readonly stages: number }
  /** Accuracy on new people, 0..1; null if it was not measured. */
  | { readonly kind: 'model-activated'; readonly version: number; readonly accuracy: number | null }
  | { readonly kind: 'server-stalled'; readonly ms: number }
  | { readonly kind: 'casts-postponed'; readonly casts: number }
  /** Casts cannot be stored and wait on the phones; `storage-restored` when they can. */
  | { readonly kind: 'storage-failing'; readonly fault: StorageFaultName }
  | { readonly kind: 'storage-restored' }
  | { readonly kind: 'messages-failed'; readonly messages: number };
