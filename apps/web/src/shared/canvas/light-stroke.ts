import type { Point } from './point';

export interface LightLook {
  readonly color: string;
  /** Width of the stroke without its glow, px. */
  readonly width: number;
  /** Whether the stroke glows: it does in the dark theme only. */
  readonly glow: boolean;
  /** Share of the stroke to draw, 0..1. */
  readonly progress?: number;
  readonly alpha?: number;
}

/**
 * The glow approximates a Gaussian blur by many faint strokes of different widths. A canvas blur takes 35 ms per stroke on
 * a slow phone, these lines 2 ms. More layers make no visible difference.
 */
const LAYERS = 22;
const GLOW = Array.from({ length: LAYERS }, (_, i): readonly [width: number, alpha: number] => {
  const spread = 1 - i / LAYERS;
  return [1.2 + 10 * spread ** 1.5, 0.011 + 0.035 * (1 - spread) ** 2];
});

/** Draws a stroke that looks like a long exposure of a wand's tip: thin at its ends and thicker in the middle. */
export function drawLightStroke(context: CanvasRenderingContext2D, points: readonly Point[], look: LightLook): void {
  if (look.glow) drawGlow(context, points.slice(0, shownOf(points, look)), look);
  drawLightLine(context, points, look);
}

const shownOf = (points: readonly Point[], { progress = 1 }: LightLook): number =>
  Math.max(2, Math.ceil(points.length * progress));

/** Draws only the glow, for the whole stroke. This is expensive: cache it if it is drawn repeatedly. */
export function drawGlow(context: CanvasRenderingContext2D, points: readonly Point[], look: LightLook): void {
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = look.color;
  context.globalCompositeOperation = 'lighter';
  for (const [width, strength] of GLOW) {
    context.globalAlpha = (look.alpha ?? 1) * strength;
    context.lineWidth = look.width * width;
    trace(context, points);
    context.stroke();
  }
  context.restore();
}

/** Draws the stroke without its glow. */
export function drawLightLine(context: CanvasRenderingContext2D, points: readonly Point[], look: LightLook): void {
  const shown = points.slice(0, shownOf(points, look));
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = look.color;
  context.globalAlpha = look.alpha ?? 1;
  tapered(context, shown, points.length, look.width * (look.glow ? 1.25 : 1.15));
  if (look.glow) {
    context.strokeStyle = '#fffdf4';
    tapered(context, shown, points.length, look.width * 0.42);
  }
  context.restore();
}

/** Relative width of the stroke at `share` of its length. */
function pressure(share: number): number {
  return (0.5 + 0.75 * Math.sin(Math.PI * Math.min(1, 0.12 + share))) * (0.9 + 0.2 * Math.sin(9 * share + 1));
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
}

function tapered(context: CanvasRenderingContext2D, points: readonly Point[], whole: number, width: number): void {
  points.forEach(([x, y], i) => {
    const before = points[i - 1];
    if (before === undefined) return;
    context.lineWidth = width * pressure(i / (whole - 1));
    context.beginPath();
    context.moveTo(before[0], before[1]);
    context.lineTo(x, y);
    context.stroke();
  });
}
