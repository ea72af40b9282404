/**
 * Measures the rate of recent events and the longest gap between them. Phones ignore the requested rate.
 */
export class RateMeter {
  private times: number[] = [];

  constructor(private readonly windowMs = 1_000) {}

  /** @param time ms, ascending  @returns the rate over the last window, Hz; 0 until there are two events */
  add(time: number): number {
    this.times.push(time);
    const first = this.times.findIndex((earlier) => time - earlier <= this.windowMs);
    this.times = this.times.slice(Math.max(0, Math.min(first, this.times.length - 2))); // a gap needs two events
    const span = time - (this.times[0] ?? time);
    return span > 0 ? (1_000 * (this.times.length - 1)) / span : 0;
  }

  /** Longest time between two events of the window, ms. If it has only one event, the time since the event before it. */
  get maxGapMs(): number {
    let longest = 0;
    for (let i = 1; i < this.times.length; i++)
      longest = Math.max(longest, (this.times[i] ?? 0) - (this.times[i - 1] ?? 0));
    return longest;
  }
}
