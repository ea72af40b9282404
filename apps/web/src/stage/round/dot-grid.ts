import type { Point } from '../../shared/canvas/point';

export interface DotRow {
  readonly casts: number;
  readonly width: number;
  readonly height: number;
}

/** Possible pitches, relative to the largest: only a few, so that a growing tally rarely moves all dots. */
const STEPS: readonly number[] = [1, 0.85, 0.72, 0.61, 0.52, 0.44, 0.37, 0.31, 0.26, 0.22, 0.185, 0.155, 0.13];
const LEAST = 0.11;

/** Number of dots that fit at `pitch`. */
function capacity({ width, height }: Pick<DotRow, 'width' | 'height'>, pitch: number): number {
  return Math.floor(width / pitch) * Math.max(1, Math.floor(height / pitch));
}

/**
 * The distance between dots at which every row has room for one dot per cast. It is the same for all rows, so that
 * their lengths are comparable. All in one unit.
 */
export function dotPitch(rows: readonly DotRow[], largest: number): number {
  const fits = (pitch: number): boolean => rows.every((row) => capacity(row, pitch) >= row.casts);
  const step = STEPS.find((share) => fits(share * largest));
  if (step !== undefined) return step * largest;
  // Beyond the steps the dots are tiny, and the number beside them matters.
  let pitch = LEAST * largest;
  while (!fits(pitch)) pitch *= 0.9;
  return pitch;
}

/**
 * Centers of a row's dots, vertically centered: as few lines as possible, filled column by column, so that a row always
 * grows to the right.
 */
export function dotPlaces({ casts, width, height }: DotRow, pitch: number): Point[] {
  const lines = Math.max(1, Math.ceil(casts / Math.max(1, Math.floor(width / pitch))));
  const top = (height - lines * pitch) / 2;
  return Array.from({ length: casts }, (_, i): Point => {
    return [pitch * (Math.floor(i / lines) + 0.5), top + pitch * ((i % lines) + 0.5)];
  });
}
