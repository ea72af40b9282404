import type { Point } from '../../shared/canvas/point';

export interface DotRow {
  readonly casts: number;
  readonly width: number;
  readonly height: number;
}

/** Distances of dots that are used, as shares of the largest: few, so that a growing tally seldom moves them all. */
const STEPS: readonly number[] = [1, 0.85, 0.72, 0.61, 0.52, 0.44, 0.37, 0.31, 0.26, 0.22, 0.185, 0.155, 0.13];
const LEAST = 0.11;

/** How many dots at `pitch` fit. */
function capacity({ width, height }: Pick<DotRow, 'width' | 'height'>, pitch: number): number {
  return Math.floor(width / pitch) * Math.max(1, Math.floor(height / pitch));
}

/**
 * Distance from dot to dot at which one dot a cast fits in every row, the same for all of them, so that lengths compare.
 * Widths, heights and `largest` in one unit.
 */
export function dotPitch(rows: readonly DotRow[], largest: number): number {
  const fits = (pitch: number): boolean => rows.every((row) => capacity(row, pitch) >= row.casts);
  const step = STEPS.find((share) => fits(share * largest));
  if (step !== undefined) return step * largest;
  // Past what the steps reach dots touch the size of a grain, and the number beside them tells.
  let pitch = LEAST * largest;
  while (!fits(pitch)) pitch *= 0.9;
  return pitch;
}

/**
 * Centers of a row's dots, centered in its height: one line until it is full, then as few as hold them, filled column by
 * column, so that a row always grows to the right.
 */
export function dotPlaces({ casts, width, height }: DotRow, pitch: number): Point[] {
  const lines = Math.max(1, Math.ceil(casts / Math.max(1, Math.floor(width / pitch))));
  const top = (height - lines * pitch) / 2;
  return Array.from({ length: casts }, (_, i): Point => {
    return [pitch * (Math.floor(i / lines) + 0.5), top + pitch * ((i % lines) + 0.5)];
  });
}
