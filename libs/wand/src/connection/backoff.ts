/** Shortest and longest delay between attempts, ms. Doubles each time. */
const MIN_DELAY_MS = 500;
const MAX_DELAY_MS = 5_000;

/**
 * The delay before attempt number `attempt` (from 0), ms. Jittered by ±50 %, also at the maximum: all wands in a room lose
 * the server at the same instant and must not reconnect at the same instant.
 * @param random 0..1
 */
export function delayMs(attempt: number, random: number): number {
  return Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** attempt) * (0.5 + random);
}

/**
 * Retries an action with exponential backoff. Socket.IO's own reconnection has no jitter at its maximum delay and, after
 * a thousand attempts, no delay at all, so a phone left on overnight would flood the server.
 */
export class Backoff {
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onNextAttempt receives the delay until the next attempt, ms; null if none is scheduled */
  constructor(
    private readonly action: () => void,
    private readonly onNextAttempt: (inMs: number | null) => void,
    private readonly random: () => number = Math.random,
  ) {}

  /** Schedules the next attempt. */
  schedule(): void {
    clearTimeout(this.timer);
    const delay = delayMs(this.attempts++, this.random());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.onNextAttempt(null);
      this.action();
    }, delay);
    this.onNextAttempt(delay);
  }

  /** Cancels the scheduled attempt and starts over with the shortest delay. */
  reset(): void {
    this.attempts = 0;
    this.cancel();
  }

  /** Cancels the scheduled attempt. */
  cancel(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.onNextAttempt(null);
  }
}
