/** The window is counted in this many parts: a flood of a minute is 20,000 failures. */
const PARTS = 60;

/** Counts what happened within the last `windowMs`, or up to a sixtieth of it less. Times in ms, ascending. */
export class RecentCount {
  private readonly parts: { readonly from: number; count: number }[] = [];

  constructor(private readonly windowMs: number) {}

  add(now: number): void {
    this.prune(now);
    const newest = this.parts.at(-1);
    if (newest !== undefined && now < newest.from + this.windowMs / PARTS) newest.count++;
    else this.parts.push({ from: now, count: 1 });
  }

  count(now: number): number {
    this.prune(now);
    return this.parts.reduce((sum, { count }) => sum + count, 0);
  }

  private prune(now: number): void {
    while (this.parts[0] !== undefined && this.parts[0].from <= now - this.windowMs) this.parts.shift();
  }
}
