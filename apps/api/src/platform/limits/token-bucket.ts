/** What may happen at once, and how fast the allowance refills. */
export interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket of tokens that refills at a constant rate. */
export class TokenBucket {
  private tokens: number;

  /** @param at ms, monotonic: when the bucket is full */
  constructor(
    private readonly pace: Pace,
    private at: number,
  ) {
    this.tokens = pace.burst;
  }

  /** Takes a token. @returns false if there is none, and then takes nothing */
  take(now: number): boolean {
    this.refill(now);
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }

  isFull(now: number): boolean {
    this.refill(now);
    return this.tokens >= this.pace.burst;
  }

  private refill(now: number): void {
    this.tokens = Math.min(this.pace.burst, this.tokens + ((now - this.at) * this.pace.perSecond) / 1000);
    this.at = now;
  }
}
