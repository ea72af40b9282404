import { DECIDED_MS, type TileCast } from '../state/stage-state';

/** Color floods a decided tile in this time, ms. */
export const REVEAL_MS = 620;

/** The same where the stage is calm, ms. */
export const CALM_MS = 160;

/** How far the reveal of a cast decided at `at` has come, 0..1. */
export function revealOf(at: number, now: number, lasts = REVEAL_MS): number {
  return Math.max(0, Math.min(1, (now - at) / lasts));
}

/** Brightness of a decided tile: full when new, faint before it goes. In steps, so that a fade costs two pictures a second. */
export function fadeOf(at: number, now: number): number {
  const age = Math.floor(Math.max(0, now - at) / FADE_STEP_MS) * FADE_STEP_MS;
  return 1 - 0.62 * Math.min(1, age / DECIDED_MS);
}

/** A fading tile changes this often, ms. */
export const FADE_STEP_MS = 500;

/** Wands at rest are all one to the picture. */
const idle: TileCast = { kind: 'idle' };

/** What the picture is at `now`: a decided cast that had its time is an idle wand again. */
export function currentCast(cast: TileCast, now: number): TileCast {
  return cast.kind === 'decided' && now - cast.at >= DECIDED_MS ? idle : cast;
}

/**
 * How a cast looks at `now`, as a number: a tile whose cast and look are as they were need not be drawn again. A cast in
 * progress is another one whenever it grows.
 */
export function lookOf(cast: TileCast, now: number, lasts = REVEAL_MS): number {
  if (cast.kind !== 'decided') return 0;
  const reveal = revealOf(cast.at, now, lasts);
  return reveal < 1 ? 1 + reveal : fadeOf(cast.at, now);
}

/** When the picture of these casts next changes by itself: at the next frame, after some ms, or never. */
export function nextChange(casts: Iterable<TileCast>, now: number): 'frame' | 'step' | 'never' {
  let change: 'step' | 'never' = 'never';
  for (const cast of casts) {
    if (cast.kind !== 'decided') continue;
    if (now - cast.at < REVEAL_MS) return 'frame';
    if (now - cast.at < DECIDED_MS + FADE_STEP_MS) change = 'step';
  }
  return change;
}
