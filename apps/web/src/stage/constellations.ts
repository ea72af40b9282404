import type { Point } from '../canvas/point';

/** A decided cast in the picture: where, of which spell, when (ms). */
export interface Star {
  readonly point: Point;
  readonly spell: string;
  readonly at: number;
}

/** Casts of one spell this close in time belong together, ms. */
const TOGETHER_MS = 3_000;

/** Pairs of stars to join with a line. */
export type Link = readonly [Star, Star];

/**
 * Joins neighbours who cast the same spell within three seconds of each other: each star to its nearest such
 * star that is no farther than `reach`, unless a chain of lines joins them already (Kruskal 1956).
 */
export function constellations(stars: readonly Star[], reach: number): Link[] {
  const pairs = stars.flatMap((a, i) =>
    stars.slice(i + 1).flatMap((b): { link: Link; length: number }[] => {
      if (a.spell !== b.spell || Math.abs(a.at - b.at) > TOGETHER_MS) return [];
      const length = Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]);
      return length <= reach ? [{ link: [a, b], length }] : [];
    }),
  );
  pairs.sort((a, b) => a.length - b.length);
  const parent = new Map<Star, Star>();
  const root = (star: Star): Star => {
    let top = star;
    for (let next = parent.get(top); next !== undefined; next = parent.get(top)) top = next;
    return top;
  };
  return pairs.flatMap(({ link }) => {
    const [a, b] = [root(link[0]), root(link[1])];
    if (a === b) return [];
    parent.set(a, b);
    return [link];
  });
}
