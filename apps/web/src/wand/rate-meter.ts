/** Times of recent events, of which it tells how many come a second. Phones deliver what they like, whatever one asks. */
export class RateMeter {
  private times: number[] = [];

  constructor(private readonly windowMs = 1_000) {}

  /** @param time ms, ascending  @returns the rate over the last window, Hz; 0 until there are two events */
  add(time: number): number {
    this.times.push(time);
    const first = this.times.findIndex((one) => time - one <= this.windowMs);
    this.times = this.times.slice(first);
    const span = time - (this.times[0] ?? time);
    return span > 0 ? (1_000 * (this.times.length - 1)) / span : 0;
  }
}
