export interface BackoffOptions {
  /** Shortest and longest delay between attempts, ms. Doubles each time. */
  readonly minMs: number;
  readonly maxMs: number;
  /** Range of the random factor of every delay, including the longest. */
  readonly jitter: readonly [least: number, most: number];
}

/** The delay before attempt number `attempt` (from 0), ms. @param random 0..1 */
export function delayMs(attempt: number, options: BackoffOptions, random: number): number {
  const { minMs, maxMs, jitter } = options;
  const [least, most] = jitter;
  return Math.min(maxMs, minMs * 2 ** attempt) * (least + (most - least) * random);
}

/**
 * Retries actions with exponential backoff. Socket.IO's own reconnection has no jitter at its maximum delay and, after
 * a thousand attempts, no delay at all, so a phone left on overnight would flood the server.
 */
export class Backoff {
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onNextAttempt receives the delay until the next attempt, ms; null if none is scheduled */
  constructor(
    private readonly options: BackoffOptions,
    private readonly onNextAttempt: (inMs: number | null) => void,
    private readonly random: () => number = Math.random,
  ) {}

  get isScheduled(): boolean {
    return this.timer !== undefined;
  }

  /**
   * Schedules the next attempt; it replaces one that is scheduled already.
   * @param most doublings of the delay; the attempt counts all the same
   */
  schedule(action: () => void, most = Infinity): void {
    clearTimeout(this.timer);
    const delay = delayMs(Math.min(this.attempts++, most), this.options, this.random());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.onNextAttempt(null);
      action();
    }, delay);
    this.onNextAttempt(delay);
  }

  /** Starts over with the shortest delay. An attempt that is scheduled stays. */
  startOver(): void {
    this.attempts = 0;
  }

  /** Cancels the scheduled attempt and starts over with the shortest delay. */
  reset(): void {
    this.startOver();
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
