/** How long an answer is held back, ms. */
const HELD_MS = 250;
/** Answers that are held back at the same time; others are sent at once. */
const MOST_HELD = 2_000;

/** Holds answers back for a moment: a client that tries without end waits for each before it can try again. */
export class HeldAnswers {
  private count = 0;

  /** @param send must not throw */
  add(send: () => void): void {
    if (this.count >= MOST_HELD) {
      send();
      return;
    }
    this.count++;
    setTimeout(() => {
      this.count--;
      send();
    }, HELD_MS);
  }
}
