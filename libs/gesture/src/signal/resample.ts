import type { Axes } from './signal.js';
import type { TimeWindow } from './trim.js';

/** How to resample recordings of the same times: all axes of a cast share it. */
export interface Resampling {
  /** Steps of the result. */
  readonly steps: number;
  /** Half the time from each sample to the next, ms. */
  readonly halfWidths: Float64Array;
  /** Edges of the steps, one more than there are; empty for one instant. */
  readonly edges: Float64Array;
  /** For each edge the sample before it, the time since then, and that between its two samples, ms. */
  readonly segments: Int32Array;
  readonly past: Float64Array;
  readonly gaps: Float64Array;
}

/**
 * Plans to resample to `steps` equally spaced times from the first to the last instant of `window`.
 * @param t ms, ascending (equal times allowed)
 */
export function resampling(t: Float32Array, { from, to }: TimeWindow, steps: number): Resampling {
  const [start, end] = [t[0] ?? 0, t[t.length - 1] ?? 0];
  const step = (to - from) / (steps - 1);
  const count = step > 0 ? steps + 1 : 0;
  const halfWidths = new Float64Array(t.length);
  for (let i = 0; i < t.length - 1; i++) halfWidths[i] = 0.5 * ((t[i + 1] ?? 0) - (t[i] ?? 0));
  const [edges, past, gaps] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const segments = new Int32Array(count);
  let segment = 0;
  for (let s = 0; s < count; s++) {
    const time = Math.min(end, Math.max(start, from + (s - 0.5) * step));
    while (segment < t.length - 2 && (t[segment + 1] ?? 0) < time) segment++;
    edges[s] = time;
    segments[s] = segment;
    past[s] = time - (t[segment] ?? 0);
    gaps[s] = (t[segment + 1] ?? 0) - (t[segment] ?? 0);
  }
  return { steps, halfWidths, edges, segments, past, gaps };
}

/**
 * Resamples one axis. Each value is the exact mean, over one step's width, of the linear interpolation: this averages
 * the noise of a fast phone and bridges the gaps of a slow one, so the rate hardly matters.
 * @param values as long as the times of the plan
 * @param out receives the steps from `offset`
 */
function resampled(
  { steps, halfWidths, edges, segments, past, gaps }: Resampling,
  values: Float32Array,
  out: Float32Array,
  offset: number,
): void {
  if (edges.length === 0) {
    out.fill(values[0] ?? 0, offset, offset + steps); // one instant: nothing to interpolate
    return;
  }
  let segment = 0;
  let area = 0; // under the lines, from the first sample to sample `segment`
  let areaAtEdge = 0;
  let [a, b] = [values[0] ?? 0, values[1] ?? 0];
  for (let s = 0; s <= steps; s++) {
    const last = segments[s] ?? 0;
    for (; segment < last; segment++) {
      area += (halfWidths[segment] ?? 0) * (a + b);
      a = b;
      b = values[segment + 2] ?? 0;
    }
    const [since, gap] = [past[s] ?? 0, gaps[s] ?? 0];
    const slope = gap > 0 ? (b - a) / gap : 0;
    const areaNow = area + since * (a + 0.5 * slope * since);
    if (s > 0) out[offset + s - 1] = (areaNow - areaAtEdge) / ((edges[s] ?? 0) - (edges[s - 1] ?? 0));
    areaAtEdge = areaNow;
  }
}

/** Three axes, resampled: 3 x steps, channel-major. */
export function resampledAxes(plan: Resampling, { x, y, z }: Axes): Float32Array {
  const { steps } = plan;
  const out = new Float32Array(3 * steps);
  resampled(plan, x, out, 0);
  resampled(plan, y, out, steps);
  resampled(plan, z, out, 2 * steps);
  return out;
}

/** One axis, resampled to `steps` values of `out` from `offset`; see {@link resampled}. */
export function resample(
  t: Float32Array,
  values: Float32Array,
  window: TimeWindow,
  steps: number,
  out: Float32Array,
  offset: number,
): void {
  resampled(resampling(t, window, steps), values, out, offset);
}
