/** A token bucket at the time of its last use. */
export interface Bucket {
  readonly tokens: number;
  /** Ms since 1970. */
  readonly at: number;
}

/** Buckets that are read and changed by one caller at a time. */
export interface BucketStore {
  /**
   * Passes the buckets of `keys`, in their order, to `change` and stores what it returns in their place.
   * @param change gets undefined for a bucket that was never used; may return undefined to store nothing
   * @returns whether something was stored
   */
  update(
    keys: readonly string[],
    change: (buckets: readonly (Bucket | undefined)[]) => readonly Bucket[] | undefined,
  ): Promise<boolean>;
}
