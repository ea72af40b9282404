import { FailureError } from '@wandcast/protocol';

/** Tries at once and their return: for one name from one address, for one name from anywhere, and for all together. */
const LIMITS = [
  { burst: 8, everyMs: 60_000 },
  { burst: 60, everyMs: 15_000 },
  { burst: 100, everyMs: 1_000 },
] as const;

/** Names and addresses remembered at most; beyond, the oldest are forgiven. */
const MAX_KEYS = 10_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * How often a password may be guessed. A room shares one address and a heckler must not lock a moderator out, so the
 * narrow limit is for a name from an address, the wide one for the name. On each node for itself.
 */
export class TryLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** @param now ms, monotonic */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts a try. @throws FailureError `too-many-tries` */
  spend(name: string, address: string): void {
    const keys = keysOf(name, address);
    const lefts = keys.map((key, i) => this.left(key, i));
    if (lefts.some((left) => left < 1)) throw new FailureError('too-many-tries');
    for (const [i, key] of keys.entries()) this.keep(key, (lefts[i] ?? 0) - 1);
  }

  /** The try was right: it costs nothing. */
  forgive(name: string, address: string): void {
    for (const [i, key] of keysOf(name, address).entries()) this.keep(key, this.left(key, i) + 1);
  }

  private left(key: string, limit: number): number {
    const { burst, everyMs } = LIMITS[limit] ?? LIMITS[0];
    const known = this.buckets.get(key);
    return known === undefined ? burst : Math.min(burst, known.left + (this.now() - known.at) / everyMs);
  }

  private keep(key: string, left: number): void {
    this.buckets.delete(key); // so that the order of the map is the order of use
    this.buckets.set(key, { left, at: this.now() });
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MAX_KEYS && oldest !== undefined) this.buckets.delete(oldest);
  }
}

function keysOf(name: string, address: string): string[] {
  return [`${name} ${address}`, name, ''];
}
