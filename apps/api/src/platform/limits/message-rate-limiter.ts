/** Messages a second and at once that one connection may send: a replay at full speed stays below, a flood does not. */
const RATE = 3_000;
const BURST = 6_000;

/** A message that is refused costs this many others: each one also writes a line of log. */
const REFUSAL_COST = 60;

/** How much one connection may still say: a token bucket, filled by time. */
export class MessageRateLimiter {
  private left = BURST;
  private at: number;

  /** @param now ms, monotonic */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.at = now();
  }

  /** @returns false where the connection has said too much */
  message(): boolean {
    return this.spend(1);
  }

  /** @returns false where the connection has said too much that was refused */
  refusal(): boolean {
    return this.spend(REFUSAL_COST);
  }

  private spend(cost: number): boolean {
    const now = this.now();
    this.left = Math.min(BURST, this.left + ((now - this.at) * RATE) / 1000);
    this.at = now;
    this.left -= cost;
    return this.left >= 0;
  }
}
