import { meanOf } from '../math/series.js';
import type { Movement } from './preprocess.js';

/** Shortest cycle, samples in real time. */
const SHORTEST = 5;

/**
 * How much a movement repeats a cycle: the highest normalized autocorrelation, of all axes together, at a lag of at most
 * half the movement, once it has been negative. 1 for a perfect repetition, about 0 for none.
 * @param movement in real time: 3 x any number of samples per sensor
 */
export function periodicityOf({ acceleration, rotation }: Movement): number {
  const axes = [acceleration, ...(rotation === undefined ? [] : [rotation])].flatMap(standardizedAxes);
  const n = axes[0]?.length ?? 0;
  let [best, hasTurned] = [0, false];
  for (let lag = 1; lag <= n / 2; lag++) {
    let [product, early, late] = [0, 0, 0];
    for (const axis of axes)
      for (let i = 0; i + lag < n; i++) {
        const [a, b] = [axis[i] ?? 0, axis[i + lag] ?? 0];
        product += a * b;
        early += a * a;
        late += b * b;
      }
    const correlation = product / (Math.sqrt(early * late) || 1);
    hasTurned ||= correlation < 0;
    if (hasTurned && lag >= SHORTEST) best = Math.max(best, correlation);
  }
  return best;
}

/** The three axes of a sensor, centered, with a common mean square of 1. */
function standardizedAxes(values: Float32Array): Float64Array[] {
  const n = values.length / 3;
  const axes = [0, 1, 2].map((axis) => {
    const series = values.subarray(axis * n, (axis + 1) * n);
    const mean = meanOf(series);
    return Float64Array.from(series, (value) => value - mean);
  });
  const squares = axes.reduce((sum, axis) => sum + axis.reduce((all, value) => all + value * value, 0), 0);
  const factor = 1 / (Math.sqrt(squares / values.length) || 1);
  return axes.map((axis) => axis.map((value) => value * factor));
}
