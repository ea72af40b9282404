import { SEAL_BARS, SEAL_BAR_MS } from '@wandcast/protocol';
import { NOON, TURN, type Circle } from './circle';
import { RING } from './seal';

/** The traces of a cast: acceleration per axis, m/s² without gravity, and sample times, ms since the start of the cast. */
export interface Strands {
  readonly times: readonly number[];
  readonly axes: readonly [x: readonly number[], y: readonly number[], z: readonly number[]];
}

/** Scale of the compression, m/s²: quick wrist strokes stay distinguishable. */
const FULL = 14;

/** Duration of one revolution of the ring, ms. */
const TURN_MS = SEAL_BARS * SEAL_BAR_MS;

/** Line styles of the axes. They differ by weight, dash and letter, because color means spell. */
const strandOf = [
  { letter: 'x', weight: 1.25, dash: [] },
  { letter: 'y', weight: 0.9, dash: [] },
  { letter: 'z', weight: 0.9, dash: [1.6, 2] },
] as const;

/** Compresses an acceleration to -1..1, so that it stays in its lane. */
const compressed = (value: number): number => Math.tanh(value / FULL);

/** Draws the three axes in lanes over time, up to `durationMs` at the right edge. */
export function drawStrands(
  context: CanvasRenderingContext2D,
  box: { readonly width: number; readonly height: number },
  { times, axes }: Strands,
  look: { color: string; rule: string; text: string; durationMs: number },
): void {
  const left = 18;
  const span = box.width - left - 2;
  const lane = box.height / 3;
  context.save();
  context.font = '600 12px Bitter, serif';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  strandOf.forEach(({ letter, weight, dash }, i) => {
    const middle = lane * (i + 0.5);
    context.setLineDash([]);
    context.lineWidth = 1;
    context.strokeStyle = look.rule;
    context.beginPath();
    context.moveTo(left, middle);
    context.lineTo(left + span, middle);
    context.stroke();
    context.fillStyle = look.text;
    context.fillText(letter, 2, middle);
    context.strokeStyle = look.color;
    context.lineWidth = 2 * weight;
    context.setLineDash(dash.map((part) => 2 * part));
    context.beginPath();
    axes[i]?.forEach((value, j) => {
      context.lineTo(left + (span * (times[j] ?? 0)) / look.durationMs, middle - compressed(value) * lane * 0.48);
    });
    context.stroke();
  });
  context.restore();
}

/** Draws the three lanes inside a seal's ring, with one revolution per TURN_MS. */
export function drawRingStrands(
  context: CanvasRenderingContext2D,
  at: Circle,
  { times, axes }: Strands,
  color: string,
): void {
  const ring = at.r * RING;
  context.save();
  context.strokeStyle = color;
  context.globalAlpha = 0.75;
  context.lineWidth = Math.max(0.75, at.r * 0.009);
  strandOf.forEach(({ dash }, i) => {
    const lane = ring * (0.88 - 0.1 * i);
    context.setLineDash(dash.map((part) => part * at.r * 0.014));
    context.beginPath();
    axes[i]?.forEach((value, j) => {
      const angle = NOON + (TURN * (times[j] ?? 0)) / TURN_MS;
      const radius = lane + compressed(value) * ring * 0.08;
      context.lineTo(at.x + Math.cos(angle) * radius, at.y + Math.sin(angle) * radius);
    });
    context.stroke();
  });
  context.restore();
}
