/** How long someone waits after a flood, ms: as long as a budget of messages takes to refill. */
const PAUSE_MS = 2_000;

/**
 * Who may not connect for now, because a connection of theirs was closed for a flood: it would go on with the next one,
 * and a console's first answer costs as much as hundreds of messages.
 */
export class FloodPauses {
  /** When each pause ends, in that order, ms. */
  private readonly ends = new Map<string, number>();

  /** @param now ms, monotonic */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param person what identifies them: the key of a phone, the token of a session */
  begin(person: string): void {
    this.ends.delete(person); // to be the last
    this.ends.set(person, this.now() + PAUSE_MS);
    this.prune();
  }

  has(person: string): boolean {
    return (this.ends.get(person) ?? -Infinity) > this.now();
  }

  /** How many are kept. */
  get size(): number {
    return this.ends.size;
  }

  private prune(): void {
    for (const [person, end] of this.ends) {
      if (end > this.now()) return;
      this.ends.delete(person);
    }
  }
}
