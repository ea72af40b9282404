/** Waits between tries, ms: doubled from the first to the longest. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/**
 * How long to wait before try number `tries` (counted from 0), ms. Spread by half around its length at every length, the
 * longest too: a room loses its server in one instant, and must not come back in one.
 * @param random 0..1
 */
export function waitMs(tries: number, random: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries) * (0.5 + random);
}

/**
 * Tries a door again and again, each time a little later, until someone is let in. Socket.IO's own way back spreads nothing
 * once it waits the longest, and after a thousand tries it waits no more at all: a phone forgotten overnight would hammer.
 */
export class Backoff {
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param told when the next try begins, ms from now; null where none is due */
  constructor(
    private readonly go: () => void,
    private readonly told: (inMs: number | null) => void,
    private readonly random: () => number = Math.random,
  ) {}

  /** Sets the next try. */
  again(): void {
    clearTimeout(this.timer);
    const wait = waitMs(this.tries++, this.random());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.told(null);
      this.go();
    }, wait);
    this.told(wait);
  }

  /** The door opened: the next time begins with a short wait. */
  arrived(): void {
    this.tries = 0;
    this.stop();
  }

  /** No try is due any more. */
  stop(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.told(null);
  }
}
