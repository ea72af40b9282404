import type { TimeWindow } from './trim.js';

/**
 * Resamples one axis to `steps` equally spaced times from the first to the last instant of `window`. Each value is the
 * exact mean, over one step's width, of the linear interpolation: this averages the noise of a fast phone and bridges
 * the gaps of a slow one, so the rate hardly matters.
 * @param t ms, ascending (equal times allowed)
 * @param values as long as `t`
 * @param out receives `steps` values from `offset`
 */
export function resample(
  t: Float32Array,
  values: Float32Array,
  { from, to }: TimeWindow,
  steps: number,
  out: Float32Array,
  offset: number,
): void {
  const [start, end] = [t[0] ?? 0, t[t.length - 1] ?? 0];
  const step = (to - from) / (steps - 1);
  if (!(step > 0)) {
    out.fill(values[0] ?? 0, offset, offset + steps); // one instant: nothing to interpolate
    return;
  }
  let segment = 0;
  let area = 0; // under the lines, from `start` to sample `segment`
  let [edge, areaAtEdge] = [0, 0];
  for (let s = 0; s <= steps; s++) {
    const time = Math.min(end, Math.max(start, from + (s - 0.5) * step));
    while (segment < t.length - 2 && (t[segment + 1] ?? 0) < time) {
      const width = (t[segment + 1] ?? 0) - (t[segment] ?? 0);
      area += 0.5 * width * ((values[segment] ?? 0) + (values[segment + 1] ?? 0));
      segment++;
    }
    const [left, right] = [t[segment] ?? 0, t[segment + 1] ?? 0];
    const [a, b] = [values[segment] ?? 0, values[segment + 1] ?? 0];
    const past = time - left;
    const slope = right > left ? (b - a) / (right - left) : 0;
    const areaNow = area + past * (a + 0.5 * slope * past);
    if (s > 0) out[offset + s - 1] = (areaNow - areaAtEdge) / (time - edge);
    [edge, areaAtEdge] = [time, areaNow];
  }
}
