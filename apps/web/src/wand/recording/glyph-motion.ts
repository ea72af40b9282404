import { minimumJerk } from '@wandcast/gesture';
import type { Point } from '../../shared/canvas/point';
import { REACH_M, type PointerPosition } from '../../shared/sensor/pointer-motion';

/** Share of the points on each side used to measure the bend at a point. */
const NEIGHBORHOOD = 1 / 60;
/** Minimum bend, rad. Without it, straight lines would take no time. */
const MIN_BEND = 0.05;
/** The hand stops at bends sharper than this, rad. */
const CORNER_BEND = 0.7;

/**
 * Simulates a hand that draws `points` (evenly spaced in a 100 x 100 box, y down) in `durationMs`. The speed between
 * corners follows the minimum-jerk model (Flash and Hogan 1985), and slows down in bends by the two-thirds power law
 * (Lacquaniti, Terzuolo and Viviani 1983). @returns positions at 60 Hz: t in ms from 0, x and y in m
 */
export function simulateStroke(points: readonly Point[], durationMs: number): PointerPosition[] {
  const steps = Math.round((durationMs * 60) / 1_000);
  const bends = points.map((_, i) => turningAngle(points, i));
  const reached = arrivalTimes(bends);
  const last = points.length - 1;
  const stops = [0, ...bends.flatMap((_, i) => (isCorner(bends, i) ? [i] : [])), last].map((i) => reached[i] ?? 0);
  const whole = stops.at(-1) ?? 0;
  let [piece, next] = [1, 1];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const time = (i / steps) * whole;
    while (piece < stops.length - 1 && (stops[piece] ?? whole) < time) piece++;
    const now = reachAt(stops[piece - 1] ?? 0, stops[piece] ?? whole, time);
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

/** Position on a minimum-jerk movement from `from` to `to` at `time`. */
function reachAt(from: number, to: number, time: number): number {
  return from + minimumJerk(shareOf(from, to, time)) * (to - from);
}

/** Arrival time at each point without stops, in arbitrary units, by the two-thirds power law. */
function arrivalTimes(bends: readonly number[]): number[] {
  const slow = bends.map((bend) => Math.cbrt(MIN_BEND + Math.min(bend, CORNER_BEND)));
  let now = 0;
  return slow.map((own, i) => (now += i === 0 ? 0 : (own + (slow[i - 1] ?? own)) / 2));
}

/** Whether point `i` is the sharpest point of a sharp turn. */
function isCorner(bends: readonly number[], i: number): boolean {
  const bend = bends[i] ?? 0;
  return bend > CORNER_BEND && bend >= (bends[i - 1] ?? 0) && bend > (bends[i + 1] ?? 0);
}

/** Turning angle at a point, 0 to pi rad; 0 at the ends of the line. */
function turningAngle(points: readonly Point[], i: number): number {
  const around = Math.max(1, Math.round(points.length * NEIGHBORHOOD));
  const [before, at, behind] = [points[i - around], points[i], points[i + around]];
  if (before === undefined || at === undefined || behind === undefined) return 0;
  const turn = Math.abs(
    Math.atan2(behind[1] - at[1], behind[0] - at[0]) - Math.atan2(at[1] - before[1], at[0] - before[0]),
  );
  return Math.min(turn, 2 * Math.PI - turn);
}
