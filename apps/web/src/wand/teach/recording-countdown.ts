/** Number of counts before a recording, one per second. */
const COUNTS = 3;
const COUNT_MS = 1_000;

export type Countdown =
  { readonly kind: 'counting'; readonly count: number; readonly nextInMs: number } | { readonly kind: 'go' };

/** State of a countdown after `elapsedMs`, and the time until the next one. Late timers shorten a count. */
export function countdownAt(elapsedMs: number): Countdown {
  const passed = Math.floor(Math.max(0, elapsedMs) / COUNT_MS);
  if (passed >= COUNTS) return { kind: 'go' };
  return { kind: 'counting', count: COUNTS - passed, nextInMs: (passed + 1) * COUNT_MS - elapsedMs };
}
