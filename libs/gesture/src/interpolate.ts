/**
 * Straight-line interpolation of (xs, ys) at `places`, constant past the ends.
 * @param places ascending  @param xs ascending, equal neighbours allowed  @param ys as long as `xs`
 */
export function interpolate(places: Float64Array, xs: ArrayLike<number>, ys: ArrayLike<number>): Float64Array {
  const values = new Float64Array(places.length);
  const last = xs.length - 2;
  let k = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    while (k < last && (xs[k + 1] ?? 0) < place) k++;
    const [left, right] = [xs[k] ?? 0, xs[k + 1] ?? 0];
    const [low, high] = [ys[k] ?? 0, ys[k + 1] ?? ys[k] ?? 0];
    const share = right > left ? Math.min(1, Math.max(0, (place - left) / (right - left))) : 0;
    values[i] = low + (high - low) * share;
  }
  return values;
}
