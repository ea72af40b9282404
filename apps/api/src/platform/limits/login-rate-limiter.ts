import { createHash } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';
import type { Bucket, BucketStore } from './bucket-store.js';

/** Token buckets: per name and address, per name, and for all logins together. */
const LIMITS = [
  { burst: 8, refillMs: 60_000 },
  { burst: 60, refillMs: 15_000 },
  { burst: 100, refillMs: 1_000 },
] as const;

/** An unused bucket is full again after this long, ms, and can be deleted. */
export const BUCKET_LIFETIME_MS = Math.max(...LIMITS.map(({ burst, refillMs }) => burst * refillMs));

/** Attempts on an empty bucket are refused without a query for this long, ms: a flood must not exhaust the pool. */
const BLOCK_MS = 1_000;
const MAX_BLOCKED = 10_000;

/**
 * Limits password guesses. The strict limit is per name and address, and the loose one per name: people in a room often
 * share one address, and an attacker elsewhere must not lock a moderator out. All nodes share the buckets.
 */
export class LoginRateLimiter {
  private readonly blockedUntil = new Map<string, number>();

  /** @param now ms since 1970 */
  constructor(
    private readonly buckets: BucketStore,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes a token for an attempt. @throws FailureError `too-many-tries` if a bucket is empty */
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

  /** Gives back the token of a successful attempt. */
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

/** Hashes, so that the database stores neither the names nor the addresses of login attempts. */
function keysOf(name: string, address: string): string[] {
  return [`${name} ${address}`, name, ''].map((key, limit) =>
    createHash('sha256').update(`${limit} ${key}`).digest('base64url'),
  );
}
