import type { Point } from '../../shared/canvas/point';

export interface TrailLook {
  readonly color: string;
  /** Width of the stroke without its glow, px. */
  readonly width: number;
  /** Whether the stroke glows: it does in the dark theme only. */
  readonly glow: boolean;
}

/** Width and opacity of the layers below the stroke. Few, because they are drawn on every frame of a cast. */
const GLOW: readonly (readonly [width: number, alpha: number])[] = [
  [6, 0.05],
  [3.6, 0.09],
  [2, 0.16],
];

/**
 * Draws a stroke of light that ends in a bright tip.
 * @param brightness of each point, 0..1
 */
export function drawLightTrail(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  brightness: readonly number[],
  look: TrailLook,
): void {
  const tip = points.at(-1);
  if (tip === undefined) return;
  context.save();
  context.lineCap = 'butt'; // round ends of translucent pieces would overlap and show as beads
  context.lineJoin = 'round';
  context.strokeStyle = look.color;
  context.fillStyle = look.color;
  const layers = look.glow ? [...GLOW, [1, 1] as const] : ([[1, 1]] as const);
  for (const [width, alpha] of layers) {
    context.lineWidth = look.width * width;
    points.forEach((_, i) => {
      context.globalAlpha = alpha * (brightness[i] ?? 1);
      drawPiece(context, points, i);
    });
  }
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(tip[0], tip[1], look.width * 1.1, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}

/** Draws the piece around point `i`, from the middle before it to the middle after it, as a smooth curve. */
function drawPiece(context: CanvasRenderingContext2D, points: readonly Point[], i: number): void {
  const at = points[i];
  if (at === undefined) return;
  const [before, after] = [points[i - 1] ?? at, points[i + 1] ?? at];
  context.beginPath();
  context.moveTo((before[0] + at[0]) / 2, (before[1] + at[1]) / 2);
  context.quadraticCurveTo(at[0], at[1], (at[0] + after[0]) / 2, (at[1] + after[1]) / 2);
  context.stroke();
}
