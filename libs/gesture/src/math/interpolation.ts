/** `n` equally spaced numbers from `from` to `to`, inclusive. */
export function linspace(from: number, to: number, n: number): Float64Array {
  const numbers = new Float64Array(n);
  const step = (to - from) / Math.max(1, n - 1);
  for (let i = 0; i < n; i++) numbers[i] = from + i * step;
  return numbers;
}

/**
 * Linear interpolation of (xs, ys) at `places`, constant beyond the ends.
 * @param places ascending
 * @param xs ascending; equal neighbors allowed
 * @param ys as long as `xs`
 */
export function interpolate(places: Float64Array, xs: Float64Array, ys: Float64Array): Float64Array {
  const values = new Float64Array(places.length);
  const last = xs.length - 2;
  let k = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    while (k < last && (xs[k + 1] ?? 0) < place) k++;
    const left = xs[k] ?? 0;
    const width = (xs[k + 1] ?? left) - left;
    const share = width > 0 ? Math.min(1, Math.max(0, (place - left) / width)) : 0;
    const low = ys[k] ?? 0;
    values[i] = low + ((ys[k + 1] ?? low) - low) * share;
  }
  return values;
}
