import type { Point } from '../../shared/canvas/point';
import type { Place } from './pointer-motion';

/** Side of the air in which a glyph is drawn, m: a relaxed hand's. */
export const REACH_M = 0.35;

/** How much of the line before and behind a point says how sharply it bends there. */
const AROUND = 1 / 60;
/** The bend of a straight line, rad: without it a hand would cross one in no time. */
const LEAST_BEND = 0.05;
/** A hand stops and turns at bends of more than this, rad. */
const CORNER = 0.7;

/**
 * The path of a hand that draws `points` (of a 100 x 100 box, y down, evenly far apart) in `durationMs`. From corner to
 * corner it sets out and stops softly, as hands do (minimum jerk, Flash and Hogan 1985), and it slows down in bends (the
 * two-thirds power law, Lacquaniti, Terzuolo and Viviani 1983): models know hands by that. Times in ms from 0, 60 a second.
 */
export function handAlong(points: readonly Point[], durationMs: number): Place[] {
  const steps = Math.round((durationMs * 60) / 1_000);
  const bends = points.map((_, i) => bendAt(points, i));
  const reached = timesOf(bends);
  const last = points.length - 1;
  const stops = [0, ...bends.flatMap((_, i) => (isCorner(bends, i) ? [i] : [])), last].map((i) => reached[i] ?? 0);
  const whole = stops.at(-1) ?? 0;
  let [piece, next] = [1, 1];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const time = (i / steps) * whole;
    while (piece < stops.length - 1 && (stops[piece] ?? whole) < time) piece++;
    const now = softly(stops[piece - 1] ?? 0, stops[piece] ?? whole, time);
    while (next < last && (reached[next] ?? whole) < now) next++;
    const [from, to] = [points[next - 1], points[next]];
    const part = shareOf(reached[next - 1] ?? 0, reached[next] ?? 0, now);
    const between = (axis: 0 | 1): number => {
      const start = from?.[axis] ?? 0;
      return start + ((to?.[axis] ?? start) - start) * part;
    };
    return { t: (i / steps) * durationMs, x: (between(0) / 100) * REACH_M, y: (-between(1) / 100) * REACH_M };
  });
}

const shareOf = (from: number, to: number, at: number): number => (to > from ? (at - from) / (to - from) : 1);

/** How far from `from` to `to` somebody is at `time`, who sets out and stops softly. */
function softly(from: number, to: number, time: number): number {
  const share = shareOf(from, to, time);
  return from + share ** 3 * (10 - 15 * share + 6 * share ** 2) * (to - from);
}

/** When a hand that stops nowhere comes to each point, in a unit of its own. */
function timesOf(bends: readonly number[]): number[] {
  const slow = bends.map((bend) => Math.cbrt(LEAST_BEND + Math.min(bend, CORNER)));
  let now = 0;
  return slow.map((own, i) => (now += i === 0 ? 0 : (own + (slow[i - 1] ?? own)) / 2));
}

/** The sharpest point of a sharp turn. */
function isCorner(bends: readonly number[], i: number): boolean {
  const bend = bends[i] ?? 0;
  return bend > CORNER && bend >= (bends[i - 1] ?? 0) && bend > (bends[i + 1] ?? 0);
}

/** How far the line turns around a point, rad from 0 to pi; not at all at its ends. */
function bendAt(points: readonly Point[], i: number): number {
  const around = Math.max(1, Math.round(points.length * AROUND));
  const [before, at, behind] = [points[i - around], points[i], points[i + around]];
  if (before === undefined || at === undefined || behind === undefined) return 0;
  const turn = Math.abs(
    Math.atan2(behind[1] - at[1], behind[0] - at[0]) - Math.atan2(at[1] - before[1], at[0] - before[0]),
  );
  return Math.min(turn, 2 * Math.PI - turn);
}
