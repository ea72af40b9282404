/** Shortest and longest round or step, s. */
const MIN_S = 3;
const MAX_S = 3_600;

/** Whether a round or a step may take so many seconds. */
export function isAllowedDuration(seconds: number): boolean {
  return seconds >= MIN_S && seconds <= MAX_S;
}
