import { DECIDED_MS, idle, type TileCast } from '../state/stage-state';

/** Duration of a result's reveal, ms. */
export const REVEAL_MS = 620;

/** The same with reduced motion, ms. */
export const CALM_MS = 160;

/** How long the path of a result is replayed, ms. With reduced motion, it fades in at once. */
export const REPLAY_MS = 1_000;

/** Share of the path of a result to draw, 0..1. @param revealMs duration of the reveal */
export function replayOf(at: number, now: number, revealMs: number): number {
  return revealMs <= CALM_MS ? 1 : Math.max(0, Math.min(1, (now - at) / REPLAY_MS));
}

/** Whether the stage can replay a result as it was drawn. */
const hasPath = ({ result }: Extract<TileCast, { kind: 'decided' }>): boolean => (result.path ?? '') !== '';

/** Progress of the reveal of a result that arrived at `at`, 0..1. */
export function revealOf(at: number, now: number, lasts = REVEAL_MS): number {
  return Math.max(0, Math.min(1, (now - at) / lasts));
}

/** Opacity of a result as it fades. In steps, so that a fade costs only two frames per second. */
export function fadeOf(at: number, now: number): number {
  const age = Math.floor(Math.max(0, now - at) / FADE_STEP_MS) * FADE_STEP_MS;
  return 1 - 0.62 * Math.min(1, age / DECIDED_MS);
}

/** Interval between fade steps, ms. */
export const FADE_STEP_MS = 500;

/** The cast to show at `now`. Expired results become idle. */
export function currentCast(cast: TileCast, now: number): TileCast {
  return cast.kind === 'decided' && now - cast.at >= DECIDED_MS ? idle : cast;
}

/**
 * The look of a cast at `now` as a number. A tile with the same cast and look needs no redraw. A cast in progress
 * becomes a new object whenever it grows.
 */
export function lookOf(cast: TileCast, now: number, lasts = REVEAL_MS): number {
  if (cast.kind !== 'decided') return 0;
  const reveal = revealOf(cast.at, now, lasts);
  if (reveal < 1) return 1 + reveal;
  const replay = hasPath(cast) ? replayOf(cast.at, now, lasts) : 1;
  return replay < 1 ? 2 + replay : fadeOf(cast.at, now);
}

/** When these casts next change without new data: at the next frame, after a fade step, or never. */
export function nextChange(casts: Iterable<TileCast>, now: number): 'frame' | 'step' | 'never' {
  let change: 'step' | 'never' = 'never';
  for (const cast of casts) {
    if (cast.kind !== 'decided') continue;
    if (now - cast.at < (hasPath(cast) ? REPLAY_MS : REVEAL_MS)) return 'frame';
    if (now - cast.at < DECIDED_MS + FADE_STEP_MS) change = 'step';
  }
  return change;
}
