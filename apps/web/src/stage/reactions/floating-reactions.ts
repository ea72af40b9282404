import type { Reaction } from '@wandcast/protocol';
import type { Circle } from '../../shared/canvas/circle';
import { STAGE_HEIGHT, STAGE_WIDTH } from '../ui/stage-units';

/** How long a reaction floats, ms; shorter with reduced motion: then it only fades in place. */
export const FLOAT_MS = 3_200;
export const CALM_FLOAT_MS = 1_600;

/** Maximum number of reactions on the picture. Beyond it, equal ones are merged. */
export const MAX_FLOATING = 60;

/** A reaction on the picture. In stage units; times in ms as performance.now(). */
export interface FloatingReaction {
  readonly reaction: Reaction;
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** Number of merged reactions. */
  readonly count: number;
  /** When the count last grew. */
  readonly grewAt: number;
}

export interface NewReaction {
  readonly slot: number;
  readonly reaction: Reaction;
}

/** Adds reactions at their marks, or along the lower edge, and drops those that are over. @param lastsMs of each */
export function addFloating(
  floating: readonly FloatingReaction[],
  fresh: readonly NewReaction[],
  markOf: (slot: number) => Circle | undefined,
  now: number,
  lastsMs: number,
): readonly FloatingReaction[] {
  let all = floating.filter(({ at }) => now - at < lastsMs);
  for (const { slot, reaction } of fresh) {
    const same = all.length < MAX_FLOATING ? -1 : all.findLastIndex((one) => one.reaction === reaction);
    const merged = all[same];
    if (merged !== undefined) {
      all = all.with(same, { ...merged, count: merged.count + 1, grewAt: now });
      continue;
    }
    const next = { reaction, ...startOf(slot, markOf(slot), all.length), at: now, count: 1, grewAt: now };
    all = [...all.slice(all.length >= MAX_FLOATING ? 1 : 0), next];
  }
  return all;
}

/** Distance from the sides and from the lower edge, of reactions without a mark. */
const [SIDE, LOW] = [110, 60];
/** Multiples of these are spread evenly between 0 and 1. */
const [GOLDEN, PLASTIC] = [0.618_034, 0.754_878];

function startOf(slot: number, mark: Circle | undefined, index: number): { x: number; y: number } {
  if (mark !== undefined) return { x: mark.x, y: mark.y - mark.r };
  const share = (slot * GOLDEN + index * PLASTIC) % 1;
  return { x: SIDE + share * (STAGE_WIDTH - 2 * SIDE), y: STAGE_HEIGHT - LOW };
}

const SIZE = 68;
const [RISE, SWAY] = [400, 26];
const APPEAR_MS = 160;
/** Remaining share of the time in which a reaction fades. */
const FADE = 0.4;
/** How long a reaction is larger after one was merged into it, ms. */
const GROW_MS = 300;

export interface FloatLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly alpha: number;
}

/** Position, size and opacity of a reaction at `now`. @param calm it stays in place */
export function floatLook({ x, y, at, count, grewAt }: FloatingReaction, now: number, calm: boolean): FloatLook {
  const lasts = calm ? CALM_FLOAT_MS : FLOAT_MS;
  const share = Math.max(0, Math.min(1, (now - at) / lasts));
  const alpha = Math.min(1, (now - at) / APPEAR_MS, (1 - share) / FADE);
  const size = SIZE * (1 + 0.22 * Math.log2(count));
  if (calm) return { x, y: Math.max(size / 2, y - size / 2), size, alpha: Math.max(0, alpha) };
  const bounce = 1 + 0.25 * Math.max(0, 1 - (now - grewAt) / GROW_MS) * Math.min(1, (now - at) / GROW_MS);
  const variety = (x * GOLDEN) % 1; // so that reactions of one frame do not rise in a line
  const rise = Math.max(0, Math.min(RISE * (0.6 + 0.8 * variety), y - SIZE)) * (1 - (1 - share) ** (1.3 + variety));
  const phase = 2 * Math.PI * variety;
  return {
    x: x + SWAY * (Math.sin(phase + 5 * share) - Math.sin(phase)),
    y: y - rise,
    size: size * bounce,
    alpha: Math.max(0, alpha),
  };
}
