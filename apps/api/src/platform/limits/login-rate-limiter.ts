import { createHash } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';
import type { Bucket, BucketStore } from './bucket-store.js';

/** Token buckets: for a name from one address, for a name from any address, and for all logins together. */
const LIMITS = [
  { burst: 8, refillMs: 60_000 },
  { burst: 60, refillMs: 15_000 },
  { burst: 100, refillMs: 1_000 },
] as const;

/** After this long without use every bucket is full again, ms. */
export const BUCKET_LIFETIME_MS = Math.max(...LIMITS.map(({ burst, refillMs }) => burst * refillMs));

/** An empty bucket is refused without asking the database again for this long, ms: a flood must not fill its pool. */
const BLOCK_MS = 1_000;
const MAX_BLOCKED = 10_000;

/**
 * Limits password guesses. A room shares one address and a heckler must not lock a moderator out, so the narrow limit
 * applies to a name and an address, the wide one to the name. All nodes share the buckets.
 */
export class LoginRateLimiter {
  private readonly blockedUntil = new Map<string, number>();

  /** @param now ms since 1970 */
  constructor(
    private readonly buckets: BucketStore,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts an attempt. @throws FailureError `too-many-tries` */
  async consume(name: string, address: string): Promise<void> {
    const now = this.now();
    const keys = keysOf(name, address);
    if (keys.some((key) => now < (this.blockedUntil.get(key) ?? 0))) throw new FailureError('too-many-tries');
    const stored = await this.buckets.update(keys, (known) => {
      const filled = known.map((bucket, i) => refill(bucket, i, now));
      if (filled.every(({ tokens }) => tokens >= 1)) return filled.map((bucket) => add(bucket, -1));
      this.block(keys.filter((_, i) => (filled[i]?.tokens ?? 0) < 1));
      return undefined;
    });
    if (!stored) throw new FailureError('too-many-tries');
  }

  /** Returns the token of an attempt that succeeded. */
  async refund(name: string, address: string): Promise<void> {
    const keys = keysOf(name, address);
    for (const key of keys) this.blockedUntil.delete(key);
    await this.buckets.update(keys, (known) => known.map((bucket, i) => add(refill(bucket, i, this.now()), 1)));
  }

  private block(keys: readonly string[]): void {
    if (this.blockedUntil.size > MAX_BLOCKED) this.blockedUntil.clear();
    for (const key of keys) this.blockedUntil.set(key, this.now() + BLOCK_MS);
  }
}

function refill(bucket: Bucket | undefined, limit: number, now: number): Bucket {
  const { burst, refillMs } = LIMITS[limit] ?? LIMITS[0];
  if (bucket === undefined) return { tokens: burst, at: now };
  const elapsed = Math.max(0, now - bucket.at); // clocks of nodes differ
  return { tokens: Math.min(burst, bucket.tokens + elapsed / refillMs), at: now };
}

function add({ tokens, at }: Bucket, count: number): Bucket {
  return { tokens: tokens + count, at };
}

/** Hashes, so that the database holds neither names nor addresses of those who guess. */
function keysOf(name: string, address: string): string[] {
  return [`${name} ${address}`, name, ''].map((key, limit) =>
    createHash('sha256').update(`${limit} ${key}`).digest('base64url'),
  );
}
