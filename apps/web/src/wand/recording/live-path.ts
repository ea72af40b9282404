import type { Point } from '../../shared/canvas/point';
import type { TimedPath } from './sketch-path';

/** Shortest time between two estimates, ms. Eight a second look continuous, as the path moves between them. */
const MIN_INTERVAL_MS = 120;
/** An estimate may take this share of the time at most, so that slow phones keep up with their samples. */
const MAX_SHARE = 0.1;

/** A point of a path, and when the hand was there, ms since the start of the cast. */
export interface TimedPoint {
  readonly t: number;
  readonly point: Point;
}

/**
 * The path of a cast in progress. Each estimate differs from the one before it everywhere, so that the shown path moves
 * from one to the next instead of jumping. Points correspond by the time at which the hand was there.
 */
export class LivePath {
  private before: readonly TimedPoint[] = [];
  private target: readonly TimedPoint[] = [];
  private updatedAt = -Infinity;
  private intervalMs = MIN_INTERVAL_MS;

  /** @param isSmooth whether the path moves to a new estimate gradually */
  constructor(private readonly isSmooth = true) {}

  /** Whether it is time for a new estimate at `now`, ms. */
  isDue(now: number): boolean {
    return now - this.updatedAt >= this.intervalMs;
  }

  /**
   * Sets a new estimate; undefined if nothing moved yet.
   * @param now ms  @param costMs how long the estimate took
   */
  update(path: TimedPath | undefined, now: number, costMs: number): void {
    const shown = this.at(now);
    this.target = path === undefined ? [] : timed(path);
    this.before = shown.length === 0 ? this.target : this.target.map(({ t }) => ({ t, point: pointAt(shown, t) }));
    this.updatedAt = now;
    this.intervalMs = Math.max(MIN_INTERVAL_MS, costMs / MAX_SHARE);
  }

  /** The path to show at `now`, ms. */
  at(now: number): readonly TimedPoint[] {
    const share = this.isSmooth ? Math.max(0, Math.min(1, (now - this.updatedAt) / this.intervalMs)) : 1;
    if (share === 1) return this.target;
    return this.target.map(({ t, point }, i) => ({ t, point: between(this.before[i]?.point ?? point, point, share) }));
  }
}

function timed({ from, to, points }: TimedPath): TimedPoint[] {
  return points.map((point, i) => ({ t: from + ((to - from) * i) / Math.max(1, points.length - 1), point }));
}

/** The point of `path` at time `t`; before its start or after its end, the nearer end. */
function pointAt(path: readonly TimedPoint[], t: number): Point {
  const next = path.findIndex((one) => one.t >= t);
  const [from, to] = [path[next < 0 ? path.length - 1 : next - 1], path[next]];
  if (from === undefined || to === undefined) return (from ?? to)?.point ?? [50, 50];
  return between(from.point, to.point, to.t > from.t ? (t - from.t) / (to.t - from.t) : 1);
}

function between([x, y]: Point, [toX, toY]: Point, share: number): Point {
  return [x + (toX - x) * share, y + (toY - y) * share];
}
