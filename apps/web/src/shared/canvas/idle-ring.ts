import { NOON, TURN, spoke, strokeCircle, type Circle } from './circle';

/** Draws an idle wand: a thin ring with ticks around it. */
export function drawIdleRing(context: CanvasRenderingContext2D, at: Circle, color: string): void {
  const ticks = at.r > 60 ? 48 : 24;
  context.save();
  context.strokeStyle = color;
  context.globalAlpha = 0.62;
  context.lineWidth = Math.max(1.2, at.r * 0.02);
  strokeCircle(context, { ...at, r: at.r * 0.64 });
  context.beginPath();
  for (let i = 0; i < ticks; i++) spoke(context, at, NOON + (TURN * i) / ticks, at.r * 0.68, at.r * 0.73);
  context.stroke();
  context.restore();
}
