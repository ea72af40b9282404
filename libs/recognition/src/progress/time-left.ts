import type { WorkLeft } from './work-clock.js';

/** A step that takes longer than expected takes at least this share of its time so far once more. */
const OVERRUN = 0.3;

/**
 * Time left, s, `elapsed` seconds after the current step began. It falls with the time within a step, and grows while a
 * step takes longer than expected, so it never stays at a few seconds.
 */
export function timeLeft({ seconds, stepSeconds }: Omit<WorkLeft, 'done'>, elapsed: number): number {
  return seconds + Math.max(stepSeconds - elapsed, OVERRUN * elapsed);
}

/** Time of work alone, relative to the time beside other work. On two busy cores it was measured as 0.4 to 0.6. */
const ALONE = 0.5;

/** Time left of work that runs in parallel, s: what is left after the others have ended runs faster. */
export function parallelTimeLeft(lefts: readonly number[]): number {
  const [longest = 0, second = 0] = [...lefts].sort((a, b) => b - a);
  return second + ALONE * (longest - second);
}
