/** A score and when it was reached, ms since 1970. */
interface TimedPoints {
  readonly points: number;
  readonly at: number;
}

/** Sorts more points first, and equal points by who reached them first. */
export function byPoints(a: TimedPoints, b: TimedPoints): number {
  return b.points - a.points || a.at - b.at || 0; // Infinity - Infinity is NaN
}

/** Competition ranking (1, 2, 2, 4) of a list sorted with `byPoints`. Only equal points at the same time share a rank. */
export function ranksOf(ordered: readonly TimedPoints[]): number[] {
  const ranks: number[] = [];
  for (const [i, { points, at }] of ordered.entries()) {
    const before = ordered[i - 1];
    ranks.push(before?.points === points && before.at === at ? (ranks[i - 1] ?? 1) : i + 1);
  }
  return ranks;
}
