import { NOON, TURN, fillCircle, spoke, strokeCircle, type Circle } from './circle';

export interface SealLook {
  /** Color of the bars. */
  readonly color: string;
  /** Color of the ring, and of the ticks in place of missing bars. */
  readonly rule: string;
  /** Color of the dot at the next bar. */
  readonly head: string;
  readonly alpha?: number;
  /** Number of bars to draw. If there are more lengths, neighboring bars are merged. */
  readonly bars?: number;
}

/** Radius of the ring, and length of a full bar beyond it, as shares of the seal's radius. */
export const RING = 0.66;
const REACH = 0.33;

/** Below this radius, all bars are drawn as one path in one shade, so that 500 seals can be drawn per frame. */
const SMALL = 90;

/** Reduces `lengths` to at most `count` bars, each the longest of those it replaces. */
export function mergeBars(lengths: readonly number[], count: number): number[] {
  if (lengths.length <= count) return [...lengths];
  const merged = new Array<number>(count).fill(0);
  lengths.forEach((length, i) => {
    const at = Math.floor((i * count) / lengths.length);
    merged[at] = Math.max(merged[at] ?? 0, length);
  });
  return merged;
}

/**
 * Draws the acceleration of a cast as bars around a ring, clockwise from 12 o'clock.
 * @param lengths of all bars, 0..99  @param filled number of bars to draw; the rest are ticks
 */
export function drawSeal(
  context: CanvasRenderingContext2D,
  at: Circle,
  lengths: readonly number[],
  filled: number,
  look: SealLook,
): void {
  const count = Math.min(look.bars ?? lengths.length, lengths.length);
  const bars = mergeBars(lengths, count);
  const done = Math.round((filled / Math.max(1, lengths.length)) * count);
  const ring = at.r * RING;
  const width = Math.max(1, (TURN * ring * 0.48) / count);
  const shaded = at.r >= SMALL;
  const alpha = look.alpha ?? 1;
  context.save();
  context.lineCap = 'round';
  context.globalAlpha = alpha;
  context.strokeStyle = look.rule;
  context.lineWidth = Math.max(0.75, at.r * 0.008);
  strokeCircle(context, { ...at, r: ring * 0.965 });

  context.lineWidth = Math.max(0.75, width * 0.4);
  context.beginPath();
  for (let i = done; i < count; i++)
    spoke(
      context,
      at,
      NOON + (TURN * i) / count,
      ring * 1.01,
      ring * 1.01 + at.r * REACH * (i % 6 === 0 ? 0.12 : 0.05),
    );
  context.stroke();

  context.strokeStyle = look.color;
  context.lineWidth = width;
  context.beginPath();
  for (let i = 0; i < done; i++) {
    const strength = (bars[i] ?? 0) / 99;
    if (shaded) {
      context.globalAlpha = alpha * (0.55 + 0.45 * strength);
      context.beginPath();
    }
    spoke(context, at, NOON + (TURN * i) / count, ring * 1.01, ring * 1.01 + at.r * REACH * (0.06 + 0.94 * strength));
    if (shaded) context.stroke();
  }
  if (!shaded) context.stroke();

  if (done > 0 && done < count) {
    const angle = NOON + (TURN * done) / count;
    context.globalAlpha = 1;
    context.fillStyle = look.head;
    fillCircle(context, {
      x: at.x + Math.cos(angle) * ring * 1.01,
      y: at.y + Math.sin(angle) * ring * 1.01,
      r: Math.max(2, at.r * 0.028),
    });
  }
  context.restore();
}
