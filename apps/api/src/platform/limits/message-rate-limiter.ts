/** Messages per second, and burst, of one connection: above a replay at full speed, below a flood. */
const RATE = 3_000;
const BURST = 6_000;

/** Tokens that a refused message costs: each refusal also writes a log line. */
const REFUSAL_COST = 60;
/** What a wand never does, as to begin a cast while it has too many in progress. */
const ABUSE_COST = 600;

/** Token bucket that limits the messages of one connection. */
export class MessageRateLimiter {
  private tokens = BURST;
  private at: number;

  /** @param now ms, monotonic */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.at = now();
  }

  /** Counts a message. @returns false if the connection exceeds its limit */
  message(): boolean {
    return this.spend(1);
  }

  /** Counts a refused message. @returns false if the connection exceeds its limit */
  refusal(isAbuse = false): boolean {
    return this.spend(isAbuse ? ABUSE_COST : REFUSAL_COST);
  }

  private spend(cost: number): boolean {
    const now = this.now();
    this.tokens = Math.min(BURST, this.tokens + ((now - this.at) * RATE) / 1000);
    this.at = now;
    this.tokens -= cost;
    return this.tokens >= 0;
  }
}
