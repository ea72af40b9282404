import type { Point } from '../../shared/canvas/point';

/** A recognized cast: position, spell and time, ms. */
export interface Star {
  readonly point: Point;
  readonly spell: string;
  readonly at: number;
}

/** Maximum time between two joined casts, ms. */
const TOGETHER_MS = 3_000;

/** Pairs of stars to join with a line. */
export type Link = readonly [Star, Star];

/**
 * Joins stars of the same spell that were cast within three seconds of each other and are at most `reach` apart.
 * Returns a minimum spanning forest (Kruskal 1956).
 */
export function constellations(stars: readonly Star[], reach: number): Link[] {
  const pairs: { readonly link: Link; readonly length: number }[] = [];
  for (const [i, a] of stars.entries())
    for (let j = i + 1; j < stars.length; j++) {
      const b = stars[j];
      if (b?.spell !== a.spell || Math.abs(a.at - b.at) > TOGETHER_MS) continue;
      const length = Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]);
      if (length <= reach) pairs.push({ link: [a, b], length });
    }
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
