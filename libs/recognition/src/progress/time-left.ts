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
