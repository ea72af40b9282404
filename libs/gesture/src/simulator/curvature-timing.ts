import { interpolate, linspace } from '../math/interpolation.js';
import { uniform, type Random } from '../math/random.js';
import { smoothNoise, smoothed } from '../math/smoothing.js';
import { ALONG, arcLengths, type Polyline } from './drawn-line.js';

/** Irregularity of the speed: sd of its logarithm, and its correlation length along the line. */
const IRREGULARITY = 0.44;
const IRREGULAR_OVER = 0.08;
/** Curvature (per longer side) below which a line counts as straight. */
const STRAIGHT = 1.5;
/** Share of the line at either end in which the hand accelerates or slows down. */
const RAMP = [0.1, 0.22] as const;

/**
 * Positions at `n` equal times of a hand whose speed follows curvature: the two-thirds power law (Lacquaniti,
 * Terzuolo and Viviani, 1983) with the person's own exponent, on a smoothed line.
 */
export function timedByCurvature(line: Polyline, n: number, slowing: number, random: Random): Polyline {
  const speeds = speedAlong(line, slowing, random);
  const along = arcLengths(line);
  const times = new Float64Array(along.length);
  for (let i = 1; i < times.length; i++) {
    const distance = (along[i] ?? 0) - (along[i - 1] ?? 0);
    times[i] = (times[i - 1] ?? 0) + distance / (0.5 * ((speeds[i] ?? 0) + (speeds[i - 1] ?? 0)));
  }
  const total = times[times.length - 1] ?? 1;
  const ticks = linspace(0, total, n);
  return { x: interpolate(ticks, times, line.x), y: interpolate(ticks, times, line.y) };
}

function speedAlong(line: Polyline, slowing: number, random: Random): Float64Array {
  const points = line.x.length;
  const rounding = uniform(0.02, 0.06, random) * points;
  const [dx, dy] = [gradient(smoothed(line.x, rounding)), gradient(smoothed(line.y, rounding))];
  const [ddx, ddy] = [gradient(dx), gradient(dy)];
  const spacing = dx.map((value, i) => Math.sqrt(value * value + (dy[i] ?? 0) ** 2) + 1e-6);
  const typical = median(spacing);
  const irregular = smoothNoise(points, IRREGULAR_OVER * points, random);
  const [rise, fall] = [uniform(...RAMP, random), uniform(...RAMP, random)];
  return spacing.map((gap, i) => {
    const curvature = Math.abs((dx[i] ?? 0) * (ddy[i] ?? 0) - (dy[i] ?? 0) * (ddx[i] ?? 0)) / (gap * gap * gap);
    const place = ALONG[i] ?? 0;
    return (
      Math.pow(curvature + STRAIGHT, -slowing) *
      Math.sqrt(Math.max(0.15, Math.min(1, gap / typical))) * // the hand slows down at cusps, where smoothing shrinks the line
      Math.exp(IRREGULARITY * (irregular[i] ?? 0)) *
      ramp(place / rise) *
      ramp((1 - place) / fall)
    );
  });
}

/** Speed near an end, as a share of full speed: never 0, or the hand would not start. */
function ramp(share: number): number {
  return share >= 1 ? 1 : Math.sqrt(share + 0.002);
}

/** Central differences, one-sided at the ends. */
function gradient(values: Float64Array): Float64Array {
  const last = values.length - 1;
  const slopes = new Float64Array(values.length);
  for (let i = 1; i < last; i++) slopes[i] = ((values[i + 1] ?? 0) - (values[i - 1] ?? 0)) / 2;
  slopes[0] = (values[1] ?? 0) - (values[0] ?? 0);
  slopes[last] = (values[last] ?? 0) - (values[last - 1] ?? 0);
  return slopes;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
