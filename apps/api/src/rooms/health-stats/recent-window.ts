/** Values recorded within the last `windowMs`. Times in ms, ascending. */
export class RecentWindow<T> {
  private entries: { readonly at: number; readonly value: T }[] = [];

  constructor(private readonly windowMs: number) {}

  add(value: T, now: number): void {
    this.entries.push({ at: now, value });
  }

  /** Oldest first. */
  list(now: number): T[] {
    const first = this.entries.findIndex(({ at }) => at > now - this.windowMs);
    this.entries = first === -1 ? [] : this.entries.slice(first);
    return this.entries.map(({ value }) => value);
  }
}
