import { NOON, TURN, fillCircle, spoke, strokeCircle, type Circle } from './circle';

export interface SealLook {
  /** Of the bars. */
  readonly color: string;
  /** Of the ring and of the ticks where no bar is yet. */
  readonly rule: string;
  /** Of the point of light where the next bar will grow. */
  readonly head: string;
  readonly alpha?: number;
  /** Bars once round; fewer than given are the strongest of their neighbors. */
  readonly bars?: number;
}

/** Radius of the ring and reach of a full bar beyond it, as shares of the seal's radius. */
export const RING = 0.66;
const REACH = 0.33;

/** Radius below which one path draws all bars: nobody sees their shades, and 500 of them must fit a frame. */
const SMALL = 90;

/** Bars of `lengths` joined to `count` bars, each the longest of those it stands for. */
export function joinedBars(lengths: readonly number[], count: number): number[] {
  if (lengths.length <= count) return [...lengths];
  const joined = new Array<number>(count).fill(0);
  lengths.forEach((length, i) => {
    const at = Math.floor((i * count) / lengths.length);
    joined[at] = Math.max(joined[at] ?? 0, length);
  });
  return joined;
}

/**
 * A cast wound clockwise round a ring from 12 o'clock: how hard the hand pushed, bar after bar.
 * @param lengths 0..99, once round  @param filled how many of them are there yet; the rest are ticks
 */
export function drawSeal(
  context: CanvasRenderingContext2D,
  at: Circle,
  lengths: readonly number[],
  filled: number,
  look: SealLook,
): void {
  const count = Math.min(look.bars ?? lengths.length, lengths.length);
  const bars = joinedBars(lengths, count);
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
