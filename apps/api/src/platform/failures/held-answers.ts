/** Answers that are held back at the same time; others are sent at once. */
const MOST_HELD = 2_000;

/** Holds answers back for a moment: a client that tries without end waits for each before it can try again. */
export class HeldAnswers {
  private readonly held = new Map<NodeJS.Timeout, () => void>();
  private isReleased = false;

  /** @param heldMs how long an answer is held back */
  constructor(private readonly heldMs: number) {}

  /** @param send must not throw */
  add(send: () => void): void {
    if (this.isReleased || this.held.size >= MOST_HELD) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      this.held.delete(timer);
      send();
    }, this.heldMs);
    this.held.set(timer, send);
  }

  /** Resolves when an answer may be sent. */
  hold(): Promise<void> {
    return new Promise((resolve) => {
      this.add(resolve);
    });
  }

  /** Sends everything at once from now on, so that nothing waits when the server stops. */
  release(): void {
    this.isReleased = true;
    for (const [timer, send] of this.held) {
      clearTimeout(timer);
      send();
    }
    this.held.clear();
  }
}
