import { glyphPoints } from '../../shared/canvas/glyph-points';

/** Size of a sketch in its 100 x 100 box: the space inside a seal. */
export const SKETCH_SIZE = 88;

/** A glyph as an SVG path in a 100 x 100 box, scaled and centered like the sketch of a cast (sketch-path.ts). */
export function glyphPath(glyph: string): string {
  const points = glyphPoints(glyph);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = SKETCH_SIZE / (Math.max(right - left, bottom - top) || 1);
  const at = (value: number, from: number, to: number): string => (50 + (value - (from + to) / 2) * scale).toFixed(1);
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${at(x, left, right)} ${at(y, top, bottom)}`).join('');
}
