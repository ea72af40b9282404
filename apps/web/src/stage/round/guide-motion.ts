/** One drawing of the guide with its rest, ms; the same as on the phones. */
const LOOP_MS = 2_800;
/** Share of it in which the hand moves. */
const MOVING = 0.72;

/**
 * Share of the stroke that the guide has drawn at `now`, 0..1; by the server's clock, so that all stages draw together.
 * It sets out and stops softly, as hands do (minimum jerk, Flash and Hogan 1985).
 */
export function guideAt(now: number): number {
  const share = Math.min(1, (now % LOOP_MS) / (LOOP_MS * MOVING));
  return share ** 3 * (10 - 15 * share + 6 * share ** 2);
}

/** Share of a loop after which the drawn stroke fades, so that it never goes out at once. */
const FADING = 0.9;

/** Brightness of what the guide has drawn at `now`, 0..1. */
export function guideLight(now: number): number {
  return Math.min(1, (1 - (now % LOOP_MS) / LOOP_MS) / (1 - FADING));
}
