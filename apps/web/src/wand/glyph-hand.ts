import type { Point } from '../canvas/point';
import type { Place } from './pointer-path';

/** Side of the air in which a glyph is drawn, m: a relaxed hand's. */
export const REACH_M = 0.35;

/**
 * The path of a hand that draws `points` (of a 100 x 100 box, y down, evenly far apart) in `durationMs`: it sets
 * out and stops softly, as hands do (minimum jerk, Flash and Hogan 1985). Times in ms from 0, 60 a second.
 */
export function handAlong(points: readonly Point[], durationMs: number): Place[] {
  const steps = Math.round((durationMs * 60) / 1_000);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    const travelled = share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const at = travelled * (points.length - 1);
    const [from, to] = [points[Math.floor(at)], points[Math.ceil(at)]];
    const between = (axis: 0 | 1): number => {
      const start = from?.[axis] ?? 0;
      return start + ((to?.[axis] ?? start) - start) * (at - Math.floor(at));
    };
    return { t: share * durationMs, x: (between(0) / 100) * REACH_M, y: (-between(1) / 100) * REACH_M };
  });
}
