import { interpolate, linspace } from '../math/interpolation.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import { ALONG, arcLengths, type Polyline } from './drawn-line.js';

/** Exponent of duration over length: long strokes are drawn faster (isochrony; Viviani and McCollum, 1983). */
const ISOCHRONY = 0.19;
/** Irregularity of the strokes' durations, sd of the logarithm. */
const IRREGULARITY = 0.44;
/** Largest overlap of two consecutive strokes, as a share of the shorter one. */
const OVERLAP = 0.34;

/**
 * Positions at `n` equal times of a hand that draws stroke by stroke from corner to corner, each with the
 * minimum-jerk speed profile of a single reach (Flash and Hogan, 1985), consecutive strokes overlapping.
 * @param corners positions along the line, 0..1, ascending, without the ends
 */
export function timedByStrokes(line: Polyline, n: number, corners: readonly number[], random: Random): Polyline {
  const ends = [0, ...corners, 1];
  const at = valuesAt(ends);
  const [along, cornerX, cornerY] = [at(arcLengths(line)), at(line.x), at(line.y)];
  const strokes = schedule(along, random);
  const total = Math.max(...strokes.map(({ start, duration }) => start + duration));
  const x = new Float64Array(n).fill(line.x[0] ?? 0);
  const y = new Float64Array(n).fill(line.y[0] ?? 0);
  strokes.forEach(({ start, duration }, k) => {
    const [from, to] = [ends[k] ?? 0, ends[k + 1] ?? 1];
    const progress = progressOf(random);
    const places = linspace(-start / duration, (total - start) / duration, n); // 0..1 during this stroke
    for (let i = 0; i < n; i++) places[i] = from + (to - from) * progress(Math.min(1, Math.max(0, places[i] ?? 0)));
    addFrom(x, interpolate(places, ALONG, line.x), cornerX[k] ?? 0);
    addFrom(y, interpolate(places, ALONG, line.y), cornerY[k] ?? 0);
  });
  return { x, y };
}

function valuesAt(places: readonly number[]): (values: Float64Array) => Float64Array {
  const wanted = Float64Array.from(places);
  return (values) => interpolate(wanted, ALONG, values);
}

interface Scheduled {
  readonly start: number;
  readonly duration: number;
}

/** @param along length of the line up to each end of a stroke */
function schedule(along: Float64Array, random: Random): Scheduled[] {
  const strokes: Scheduled[] = [];
  for (let k = 0; k + 1 < along.length; k++) {
    const length = (along[k + 1] ?? 0) - (along[k] ?? 0);
    const duration = Math.pow(length + 0.02, ISOCHRONY) * Math.exp(IRREGULARITY * gaussian(random));
    const before = strokes[k - 1];
    const overlap = uniform(0, OVERLAP, random) * Math.min(before?.duration ?? 0, duration);
    strokes.push({ start: before === undefined ? 0 : before.start + before.duration - overlap, duration });
  }
  return strokes;
}

/** Random progress of a stroke over time: skewed, and more or less peaked, as in real hands. */
function progressOf(random: Random): (share: number) => number {
  const skew = Math.exp(0.2 * gaussian(random));
  const flat = uniform(0, 0.6, random);
  return (share) => {
    const u = Math.pow(share, skew);
    return (1 - flat) * minimumJerk(u) + flat * u * u * (3 - 2 * u);
  };
}

/** Progress of a single reach, 0..1, at share `u` of its time (Flash and Hogan, 1985); clamped outside. */
export function minimumJerk(u: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  return u * u * u * (10 - 15 * u + 6 * u * u);
}

function addFrom(sum: Float64Array, values: Float64Array, origin: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (values[i] ?? 0) - origin;
}
