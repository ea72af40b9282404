/** Allows at most `limit` actions of each key within any `windowMs`. Refused actions do not count. */
export class KeyedRateLimiter {
  /** Times of the allowed actions within the window, oldest first. */
  private readonly times = new Map<string, readonly number[]>();
  private prunedAt = -Infinity;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Whether the key has used up its actions at `now`. @param now ms, monotonic */
  isExhausted(key: string, now: number): boolean {
    const [oldest] = (this.times.get(key) ?? []).slice(-this.limit);
    return (this.times.get(key)?.length ?? 0) >= this.limit && (oldest ?? -Infinity) > now - this.windowMs;
  }

  /** Whether the key may act at `now`; if so, the action counts. @param now ms, monotonic  @param limit for this once */
  allows(key: string, now: number, limit = this.limit): boolean {
    this.prune(now);
    const recent = (this.times.get(key) ?? []).filter((at) => at > now - this.windowMs);
    const isAllowed = recent.length < limit;
    this.times.set(key, isAllowed ? [...recent, now] : recent);
    return isAllowed;
  }

  /** Takes back the newest action of the key. */
  giveBack(key: string): void {
    this.times.set(key, (this.times.get(key) ?? []).slice(0, -1));
  }

  /** Drops keys without recent actions, once per window. */
  private prune(now: number): void {
    if (now - this.prunedAt < this.windowMs) return;
    this.prunedAt = now;
    for (const [key, times] of this.times)
      if ((times.at(-1) ?? -Infinity) <= now - this.windowMs) this.times.delete(key);
  }
}
