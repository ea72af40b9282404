import type { Point } from './point';

export interface LightLook {
  readonly color: string;
  /** Width of the stroke's body, px. */
  readonly width: number;
  /** Light glows on night; on vellum it is plain ink. */
  readonly glow: boolean;
  /** Share of the stroke that is drawn yet, 0..1. */
  readonly progress?: number;
  readonly alpha?: number;
}

/**
 * The glow is many faint strokes, one inside the other, as wide as the steps of a Gaussian: a live blur costs
 * 35 ms a stroke on a slow phone, these lines 2 ms, and more of them than this nobody can tell apart.
 */
const LAYERS = 22;
const GLOW = Array.from({ length: LAYERS }, (_, i): readonly [width: number, alpha: number] => {
  const spread = 1 - i / LAYERS;
  return [1.2 + 10 * spread ** 1.5, 0.011 + 0.035 * (1 - spread) ** 2];
});

/** The long exposure of a wand's tip: thin where it sets out and leaves, full where it lingers. */
export function drawLightStroke(context: CanvasRenderingContext2D, points: readonly Point[], look: LightLook): void {
  if (look.glow) drawGlowRound(context, points.slice(0, shownOf(points, look)), look);
  drawLightLine(context, points, look);
}

const shownOf = (points: readonly Point[], { progress = 1 }: LightLook): number =>
  Math.max(2, Math.ceil(points.length * progress));

/** Only the glow of the whole stroke. It is expensive: cache it if you draw it repeatedly. */
export function drawGlowRound(context: CanvasRenderingContext2D, points: readonly Point[], look: LightLook): void {
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

/** The stroke without its glow. */
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

/** Width of the stroke at `share` of its length, as a share of its body's width. */
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
