import { unpackPath } from '@wandcast/protocol';
import type { Circle } from '../../shared/canvas/circle';
import { placed, type Point } from '../../shared/canvas/point';

/** Number of unpacked paths that are kept: those of all tiles with a path, and of the strokes in progress. */
const KEPT = 256;
const known = new Map<string, readonly Point[]>();

/** Points of a packed path in a 100 x 100 box; empty if it is not a path. */
export function pathPoints(packed: string): readonly Point[] {
  const kept = known.get(packed);
  if (kept !== undefined) return kept;
  const points = unpackPath(packed).map(({ x, y }): Point => [100 * x, 100 * y]);
  if (known.size >= KEPT) for (const key of [...known.keys()].slice(0, KEPT / 2)) known.delete(key);
  known.set(packed, points);
  return points;
}

/** Side of the square of a path inside a seal, in radii of the seal. */
const SIDE = 0.86;

/** A path inside a seal. */
export const pathInSeal = (points: readonly Point[], { x, y, r }: Circle): Point[] => placed(points, x, y, SIDE * r);

export interface PathLook {
  readonly color: string;
  /** Color of the bright middle of the line. */
  readonly core: string;
  /** Width of the line without its glow. */
  readonly width: number;
  /** Whether the line glows: it does in the dark theme only. */
  readonly glow: boolean;
  /** Share of the path to draw, 0..1. */
  readonly progress?: number;
  readonly alpha?: number;
  /** Draws a point of light at the end of the shown part. */
  readonly tip?: boolean;
}

type Layer = readonly [width: number, alpha: number];

/** Layers of a glow, as in `light-stroke`: width as a multiple of the line's, and opacity. */
const glowOf = (layers: number): Layer[] =>
  Array.from({ length: layers }, (_, i) => {
    const spread = 1 - i / layers;
    return [1.3 + 7.5 * spread ** 1.5, (22 / layers) * (0.011 + 0.03 * (1 - spread) ** 2)];
  });

/** Few layers are cheap enough for tiles. Wide lines would show them as bands. */
const [THIN_GLOW, WIDE_GLOW] = [glowOf(4), glowOf(12)];
const WIDE = 6;

/** Draws a path as light in the air. A thin line takes six strokes, whatever its length. */
export function drawCastPath(context: CanvasRenderingContext2D, points: readonly Point[], look: PathLook): void {
  const shown = firstPart(points, look.progress ?? 1);
  const last = shown.at(-1);
  if (shown.length < 2 || last === undefined) return;
  const line = smoothLine(shown);
  const alpha = look.alpha ?? 1;
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const stroke = (color: string, width: number, opacity: number): void => {
    context.strokeStyle = color;
    context.lineWidth = look.width * width;
    context.globalAlpha = alpha * opacity;
    context.stroke(line);
  };
  if (look.glow)
    for (const [width, opacity] of look.width < WIDE ? THIN_GLOW : WIDE_GLOW) stroke(look.color, width, opacity);
  stroke(look.color, 1.2, 1);
  if (look.glow) stroke(look.core, 0.45, 0.9);
  if (look.tip === true) {
    context.globalAlpha = alpha;
    context.fillStyle = look.core;
    context.beginPath();
    context.arc(last[0], last[1], look.width * 1.3, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

/** The first part of a path. Its last point is interpolated, so that a replay moves evenly. */
export function firstPart(points: readonly Point[], share: number): Point[] {
  const at = Math.max(0, Math.min(1, share)) * (points.length - 1);
  const whole = Math.floor(at);
  const [before, after] = [points[whole], points[whole + 1]];
  const part = points.slice(0, whole + 1);
  if (before !== undefined && after !== undefined && at > whole) part.push(between(before, after, at - whole));
  return part;
}

export const between = (a: Point, b: Point, share: number): Point => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

/** A smooth line: quadratic curves between the middles of its segments. */
function smoothLine(points: readonly Point[]): Path2D {
  const line = new Path2D();
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (i === 0) line.moveTo(...point);
    else if (next === undefined) line.lineTo(...point);
    else line.quadraticCurveTo(...point, ...between(point, next, 0.5));
  });
  return line;
}
