/** State of a token bucket at its last use. */
export interface Bucket {
  readonly tokens: number;
  /** Ms since 1970. */
  readonly at: number;
}

/** Storage of token buckets with serialized updates. */
export interface BucketStore {
  /**
   * Passes the buckets of `keys`, in that order, to `change` and stores the buckets it returns.
   * @param change receives undefined for a bucket that was never used; returns undefined to store nothing
   * @returns whether anything was stored
   */
  update(
    keys: readonly string[],
    change: (buckets: readonly (Bucket | undefined)[]) => readonly Bucket[] | undefined,
  ): Promise<boolean>;
}
