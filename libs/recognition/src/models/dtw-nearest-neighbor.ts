import { STEPS, prepare, type Signal } from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

const AXES = 3;
/** Warping window: 10 % of the length, steps. */
const WINDOW = Math.floor(STEPS / 10);

/** A cast as DTW compares it: STEPS x 3, time-major. */
type Series = Float64Array;

interface Template {
  readonly label: string;
  readonly series: Series;
}

/**
 * The baseline: 1-nearest-neighbor classification by dynamic time warping (Sakoe and Chiba, 1978), with all three axes
 * warped together.
 */
export class DtwClassifier {
  private readonly templates: readonly Template[];

  constructor(casts: readonly LabeledCast[]) {
    this.templates = casts.map(({ signal, label }) => ({ label, series: dtwSeriesOf(signal) }));
  }

  /** The label of the nearest cast; undefined without training casts. */
  label(signal: Signal): string | undefined {
    const series = dtwSeriesOf(signal);
    const envelope = envelopeOf(series);
    const bounded = this.templates.map((template) => ({ template, bound: lowerBound(envelope, template.series) }));
    bounded.sort((a, b) => a.bound - b.bound);
    let nearest: { label: string; distance: number } | undefined;
    for (const { template, bound } of bounded) {
      if (nearest !== undefined && bound >= nearest.distance) break; // lower bounds ascend: all others are farther
      const distance = dtw(series, template.series, nearest?.distance);
      if (nearest === undefined || distance < nearest.distance) nearest = { label: template.label, distance };
    }
    return nearest?.label;
  }
}

/**
 * The movement in STEPS steps: each axis centered, all axes divided by one standard deviation. The usual division per
 * axis amplifies an axis that hardly moved: .92 instead of .94 on letters of new people.
 * @returns STEPS x 3, time-major
 */
export function dtwSeriesOf(signal: Signal): Series {
  const prepared = prepare(signal);
  const series = new Float64Array(AXES * STEPS);
  for (let axis = 0; axis < AXES; axis++) {
    const values = prepared.subarray(axis * STEPS, (axis + 1) * STEPS);
    const mean = values.reduce((sum, value) => sum + value, 0) / STEPS;
    values.forEach((value, step) => (series[step * AXES + axis] = value - mean));
  }
  const sd = Math.sqrt(series.reduce((sum, value) => sum + value * value, 0) / series.length) || 1;
  return series.map((value) => value / sd);
}

/**
 * Dynamic time warping distance (Sakoe and Chiba, 1978) within a band of WINDOW steps: the smallest sum of squared
 * differences over all alignments.
 * @param atMost if the distance reaches this, the search may stop early and return Infinity
 */
export function dtw(a: Series, b: Series, atMost = Infinity): number {
  let [row, previous] = [new Float64Array(STEPS + 1), new Float64Array(STEPS + 1)];
  previous.fill(Infinity);
  previous[0] = 0;
  for (let i = 0; i < STEPS; i++) {
    const [from, to] = [Math.max(0, i - WINDOW), Math.min(STEPS - 1, i + WINDOW)];
    row.fill(Infinity);
    let least = Infinity;
    for (let j = from; j <= to; j++) {
      const step = Math.min(previous[j] ?? 0, previous[j + 1] ?? 0, row[j] ?? 0);
      const distance = step + squaredDistance(a, i, b, j);
      row[j + 1] = distance;
      if (distance < least) least = distance;
    }
    if (least >= atMost) return Infinity; // distances only grow
    [row, previous] = [previous, row];
  }
  return previous[STEPS] ?? Infinity;
}

function squaredDistance(a: Series, i: number, b: Series, j: number): number {
  const [ai, bj] = [i * AXES, j * AXES];
  const dx = (a[ai] ?? 0) - (b[bj] ?? 0);
  const dy = (a[ai + 1] ?? 0) - (b[bj + 1] ?? 0);
  const dz = (a[ai + 2] ?? 0) - (b[bj + 2] ?? 0);
  return dx * dx + dy * dy + dz * dz;
}

interface Envelope {
  readonly low: Series;
  readonly high: Series;
}

/** Minimum and maximum of each axis within WINDOW of each step. */
export function envelopeOf(series: Series): Envelope {
  const [low, high] = [series.slice(), series.slice()];
  for (let step = 0; step < STEPS; step++)
    for (let near = Math.max(0, step - WINDOW); near <= Math.min(STEPS - 1, step + WINDOW); near++)
      for (let axis = 0; axis < AXES; axis++) {
        const at = step * AXES + axis;
        const value = series[near * AXES + axis] ?? 0;
        low[at] = Math.min(low[at] ?? 0, value);
        high[at] = Math.max(high[at] ?? 0, value);
      }
  return { low, high };
}

/** A cheap lower bound of the DTW distance to the series of the envelope (LB_Keogh; Keogh, 2002). */
export function lowerBound({ low, high }: Envelope, series: Series): number {
  let sum = 0;
  for (let i = 0; i < series.length; i++) {
    const value = series[i] ?? 0;
    const outside = Math.max(0, value - (high[i] ?? 0), (low[i] ?? 0) - value);
    sum += outside * outside;
  }
  return sum;
}
