import { SHAPE_STEP, STAGE_TRACE_POINTS } from '@wandcast/protocol';
import { curveMonotoneX, line } from 'd3-shape';
import type { Box } from '../ui/stage-units';

/** Acceleration that nearly fills half a lane, m/s^2. Quick wrist strokes stay inside. */
const FULL = 14;

/** Axes differ by weight, dash and letter, not by color. */
export const axes = [
  { letter: 'x', weight: 1.35, dash: [] },
  { letter: 'y', weight: 0.8, dash: [] },
  { letter: 'z', weight: 0.95, dash: [2.4, 2.6] },
] as const;

/** The lane of an axis within the box of all three. */
export function laneOf({ x, y, width, height }: Box, axis: number): Box {
  return { x, y: y + (axis * height) / 3, width, height: height / 3 };
}

/** Draws the zero lines of the three lanes. */
export function drawZeroLines(context: CanvasRenderingContext2D, box: Box, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const axis of axes.keys()) {
    const { x, y, width, height } = laneOf(box, axis);
    context.moveTo(x, y + height / 2);
    context.lineTo(x + width, y + height / 2);
  }
  context.stroke();
}

/**
 * Draws one cast in its three lanes. @param share to draw, 0..1, from the start  @param width of a line, stage units
 */
export function drawTaughtCast(
  context: CanvasRenderingContext2D,
  box: Box,
  trace: Int8Array,
  { color, alpha, width, share = 1 }: { color: string; alpha: number; width: number; share?: number },
): void {
  context.save();
  if (share < 1) {
    context.beginPath();
    context.rect(box.x - width, box.y, box.width * share + width, box.height);
    context.clip();
  }
  context.strokeStyle = color;
  context.globalAlpha = alpha;
  context.lineJoin = 'round';
  axes.forEach(({ weight, dash }, axis) => {
    const lane = laneOf(box, axis);
    context.lineWidth = width * weight;
    context.setLineDash(dash.map((part) => part * width));
    context.beginPath();
    line<number>()
      .x((_, point) => lane.x + (lane.width * point) / (STAGE_TRACE_POINTS - 1))
      .y((steps) => lane.y + lane.height / 2 - Math.tanh((steps * SHAPE_STEP) / FULL) * lane.height * 0.48)
      .curve(curveMonotoneX)
      .context(context)(trace.subarray(axis * STAGE_TRACE_POINTS, (axis + 1) * STAGE_TRACE_POINTS));
    context.stroke();
  });
  context.restore();
}
