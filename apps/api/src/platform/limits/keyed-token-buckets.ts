import { TokenBucket, type Pace } from './token-bucket.js';

/** Keys after which full buckets are dropped, which behave like unused ones. */
const PRUNE_AT = 10_000;

/** One token bucket for each key. */
export class KeyedTokenBuckets {
  private readonly buckets = new Map<string, TokenBucket>();
  private pruneAt = PRUNE_AT;

  constructor(private readonly pace: Pace) {}

  /** Takes a token of the key. @returns false if there is none  @param now ms, monotonic */
  take(key: string, now: number): boolean {
    const bucket = this.buckets.get(key) ?? new TokenBucket(this.pace, now);
    this.buckets.set(key, bucket);
    if (this.buckets.size > this.pruneAt) this.prune(now);
    return bucket.take(now);
  }

  private prune(now: number): void {
    for (const [key, bucket] of this.buckets) if (bucket.isFull(now)) this.buckets.delete(key);
    this.pruneAt = Math.max(PRUNE_AT, 2 * this.buckets.size); // constant cost per key, however many there are
  }
}
