import { TURN, spoke, strokeCircle } from '../../shared/canvas/circle';

/** Draws the star chart in the background: faint circles with 120 ticks each. */
export function drawChart(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radii: readonly number[],
  look: { color: string; alpha: number },
): void {
  context.save();
  context.strokeStyle = look.color;
  context.globalAlpha = look.alpha;
  context.lineWidth = 1;
  for (const r of radii) {
    strokeCircle(context, { x, y, r });
    context.beginPath();
    for (let i = 0; i < 120; i++) spoke(context, { x, y, r }, (TURN * i) / 120, r, r + (i % 10 === 0 ? 16 : 7));
    context.stroke();
  }
  context.restore();
}
