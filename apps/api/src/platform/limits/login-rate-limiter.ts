import { createHash } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';
import type { Bucket, BucketStore } from './bucket-store.js';

interface Limit {
  readonly burst: number;
  readonly refillMs: number;
}

/** Token buckets of a place, that is of a name and an address, or of a name and a device. */
const PLACE: Limit = { burst: 8, refillMs: 60_000 };
/** Token buckets of strangers besides: per name, per address, and for all of them together. */
const NAME: Limit = { burst: 60, refillMs: 15_000 };
const ADDRESS: Limit = { burst: 60, refillMs: 5_000 };
const ALL: Limit = { burst: 100, refillMs: 1_000 };

/** An unused bucket is full again after this long, ms, and can be deleted. */
export const BUCKET_LIFETIME_MS = Math.max(
  ...[PLACE, NAME, ADDRESS, ALL].map(({ burst, refillMs }) => burst * refillMs),
);

/** Attempts on an empty bucket are refused without a transaction for this long, ms: a flood must not exhaust the pool. */
const BLOCK_MS = 1_000;
const MAX_BLOCKED = 10_000;

/** The origin of an attempt. A device or address is known if the same name signed in there before. */
export interface LoginAttempt {
  /** Folded as in the look-up, so that spellings share their buckets. */
  readonly name: string;
  readonly address: string;
  /** Id of a known device. */
  readonly device?: string | undefined;
  readonly isKnownAddress?: boolean;
}

/** An attempt that was granted; to be given back if it succeeds. */
export interface GrantedAttempt {
  readonly buckets: readonly KeyedLimit[];
}

interface KeyedLimit extends Limit {
  readonly key: string;
}

/**
 * Limits password guesses. Attempts from a known device or address only count there, so that strangers who hammer a name
 * never lock its owner out. All nodes share the buckets.
 */
export class LoginRateLimiter {
  private readonly blockedUntil = new Map<string, number>();

  /** @param now ms since 1970 */
  constructor(
    private readonly buckets: BucketStore,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes a token for an attempt. @throws FailureError `too-many-tries` if a bucket is empty */
  async consume(attempt: LoginAttempt): Promise<GrantedAttempt> {
    for (const buckets of waysOf(attempt)) if (await this.take(buckets)) return { buckets };
    throw new FailureError('too-many-tries');
  }

  /** Gives back the tokens of a successful attempt. */
  async refund({ buckets }: GrantedAttempt): Promise<void> {
    const keys = buckets.map(({ key }) => key);
    for (const key of keys) this.blockedUntil.delete(key);
    await this.buckets.update(keys, (known) =>
      buckets.map((limit, i) => {
        const { tokens, at } = refill(known[i], limit, this.now());
        return { tokens: Math.min(limit.burst, tokens + 1), at };
      }),
    );
  }

  private async take(buckets: readonly KeyedLimit[]): Promise<boolean> {
    const now = this.now();
    const keys = buckets.map(({ key }) => key);
    if (keys.some((key) => now < (this.blockedUntil.get(key) ?? 0))) return false;
    return this.buckets.update(keys, (known) => {
      const filled = buckets.map((limit, i) => refill(known[i], limit, now));
      if (filled.every(({ tokens }) => tokens >= 1))
        return filled.map(({ tokens, at }) => ({ tokens: tokens - 1, at }));
      this.block(keys.filter((_, i) => (filled[i]?.tokens ?? 0) < 1));
      return undefined;
    });
  }

  private block(keys: readonly string[]): void {
    if (this.blockedUntil.size > MAX_BLOCKED) this.blockedUntil.clear();
    for (const key of keys) this.blockedUntil.set(key, this.now() + BLOCK_MS);
  }
}

/** The buckets that an attempt may use, best first. A device that used up its own counts as any other. */
function waysOf({ name, address, device, isKnownAddress = false }: LoginAttempt): KeyedLimit[][] {
  const place = { ...PLACE, key: keyOf('name and address', name, address) };
  const strangers = [
    place,
    { ...NAME, key: keyOf('name', name) },
    { ...ADDRESS, key: keyOf('address', address) },
    { ...ALL, key: keyOf('all') },
  ];
  const own = device === undefined ? [] : [[{ ...PLACE, key: keyOf('name and device', name, device) }]];
  return [...own, isKnownAddress ? [place] : strangers];
}

function refill(bucket: Bucket | undefined, { burst, refillMs }: Limit, now: number): Bucket {
  if (bucket === undefined) return { tokens: burst, at: now };
  const elapsed = Math.max(0, now - bucket.at); // clocks of nodes differ
  return { tokens: Math.min(burst, bucket.tokens + elapsed / refillMs), at: now };
}

/** Hashes, so that the database stores neither the names nor the addresses of login attempts. */
function keyOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
