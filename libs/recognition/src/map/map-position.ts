/** A place in the map of casts. Only distances mean something, in units of the typical distance between neighbors. */
export type MapPosition = readonly [x: number, y: number];

/**
 * Squared distance of two feature rows of equal length.
 * @param limit from here on, the distance may be too small: for callers that ignore larger ones
 */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>, limit = Infinity): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum < limit; i++) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return sum;
}

/** The mean of these positions; the origin if there are none. */
export function centerOf(positions: readonly MapPosition[]): MapPosition {
  let [x, y] = [0, 0];
  for (const [px, py] of positions) [x, y] = [x + px, y + py];
  const count = Math.max(1, positions.length);
  return [x / count, y / count];
}
