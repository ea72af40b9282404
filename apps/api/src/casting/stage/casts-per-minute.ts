const WINDOW_MS = 60_000;

/** Counts casts of the last minute. Times in ms, ascending. */
export class CastsPerMinute {
  private readonly times: number[] = [];

  add(now: number): void {
    this.times.push(now);
  }

  count(now: number): number {
    while ((this.times[0] ?? now) < now - WINDOW_MS) this.times.shift();
    return this.times.length;
  }
}
