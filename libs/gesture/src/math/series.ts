type Series = Float32Array | Float64Array;

/** Cumulative integral by the trapezoidal rule, from 0. */
export function integral(values: Series, interval: number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 1; i < sums.length; i++)
    sums[i] = (sums[i - 1] ?? 0) + (interval * ((values[i] ?? 0) + (values[i - 1] ?? 0))) / 2;
  return sums;
}

export function meanOf(values: Series): number {
  return meanBetween(values, 0, values.length);
}

/** The mean of a part: making a view of it takes as long as its mean. */
export function meanBetween(values: Series, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] ?? 0;
  return sum / (to - from);
}

export function meanSquareOf(values: Series): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / values.length;
}

/** Mean square of the deviation from the mean. */
export function varianceOf(values: Series): number {
  return meanSquareOf(values) - meanOf(values) ** 2;
}

/** The residual of the linear regression on time. */
export function withoutLine(values: Series): Float64Array {
  return withoutLines(values, 1);
}

/** {@link withoutLine} for each of several series of equal length, one behind the other. */
export function withoutLines(values: Series, count: number): Float64Array {
  const residuals = new Float64Array(values.length);
  const length = values.length / count;
  for (let from = 0; from < values.length; from += length) {
    const [mean, middle] = [meanBetween(values, from, from + length), (length - 1) / 2];
    let [along, squares] = [0, 0];
    for (let i = 0; i < length; i++) {
      along += (i - middle) * (values[from + i] ?? 0);
      squares += (i - middle) ** 2;
    }
    const slope = along / (squares || 1);
    for (let i = 0; i < length; i++) residuals[from + i] = (values[from + i] ?? 0) - mean - slope * (i - middle);
  }
  return residuals;
}

/** Minus the line from the first value to the last. */
export function withoutChord(values: Float64Array): Float64Array {
  const first = values[0] ?? 0;
  const slope = ((values.at(-1) ?? 0) - first) / Math.max(1, values.length - 1);
  return values.map((value, i) => value - first - slope * i);
}
