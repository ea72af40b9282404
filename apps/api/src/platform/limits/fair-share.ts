/** Lets each of a few keys work at its full rate; when more keys work, they share the rate of those few. */
export class FairShare {
  /** When each key worked last. */
  private readonly times = new Map<string, number>();

  /**
   * @param atFullRate so many keys work at their full rate
   * @param windowMs a key counts for so long after its last work
   */
  constructor(
    private readonly atFullRate: number,
    private readonly windowMs: number,
  ) {}

  /** The part of its full rate at which a key may work, above 0 and at most 1. @param now ms, monotonic */
  of(key: string, now: number): number {
    this.times.set(key, now);
    for (const [other, at] of this.times) if (at <= now - this.windowMs) this.times.delete(other);
    return Math.min(1, this.atFullRate / this.times.size);
  }
}
