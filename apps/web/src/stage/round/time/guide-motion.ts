/** Duration of one loop of the guide including its rest, ms; the same as on phones. */
const LOOP_MS = 2_800;
/** Share of the loop in which the hand moves. */
const MOVING = 0.72;

/**
 * Share of the stroke drawn at `now` on the server's clock, 0..1, so that all stages are synchronized. Starts and stops
 * smoothly, as hands do (minimum jerk, Flash and Hogan 1985).
 */
export function guideAt(now: number): number {
  const share = Math.min(1, (now % LOOP_MS) / (LOOP_MS * MOVING));
  return share ** 3 * (10 - 15 * share + 6 * share ** 2);
}

/** Share of a loop after which the stroke fades out. */
const FADING = 0.9;

/** Opacity of the drawn stroke at `now`, 0..1. */
export function guideLight(now: number): number {
  return Math.min(1, (1 - (now % LOOP_MS) / LOOP_MS) / (1 - FADING));
}
