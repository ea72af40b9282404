/**
 * Squared distance from a cast to the nearest of `others`; Infinity without any. Each sum stops once it exceeds the
 * least so far, as it does early for most casts.
 * @param except index in `others` to skip: the cast itself, or the same person's
 */
export function nearestSquaredDistance(cast: Float32Array, others: readonly Float32Array[], except = -1): number {
  let least = Infinity;
  others.forEach((other, i) => {
    if (i === except) return;
    let sum = 0;
    for (let j = 0; j < cast.length && sum < least; j++) sum += ((cast[j] ?? 0) - (other[j] ?? 0)) ** 2;
    least = Math.min(least, sum);
  });
  return least;
}
