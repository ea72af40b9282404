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

/** Distance from the center at which the bars of a seal of radius `r` start. */
export const barStart = (r: number): number => r * RING * 1.01;

/** Distance from the center at which a bar of this `length`, 0..99, ends. */
export const barEnd = (r: number, length: number): number => barStart(r) + r * REACH * (0.06 + 0.94 * (length / 99));

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
  const start = barStart(at.r);
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
    spoke(context, at, NOON + (TURN * i) / count, start, start + at.r * REACH * (i % 6 === 0 ? 0.12 : 0.05));
  context.stroke();

  context.strokeStyle = look.color;
  context.lineWidth = width;
  context.beginPath();
  for (let i = 0; i < done; i++) {
    const length = bars[i] ?? 0;
    if (shaded) {
      context.globalAlpha = alpha * (0.55 + 0.45 * (length / 99));
      context.beginPath();
    }
    spoke(context, at, NOON + (TURN * i) / count, start, barEnd(at.r, length));
    if (shaded) context.stroke();
  }
  if (!shaded) context.stroke();

  if (done > 0 && done < count) {
    const angle = NOON + (TURN * done) / count;
    context.globalAlpha = 1;
    context.fillStyle = look.head;
    fillCircle(context, {
      x: at.x + Math.cos(angle) * start,
      y: at.y + Math.sin(angle) * start,
      r: Math.max(2, at.r * 0.028),
    });
  }
  context.restore();
}
