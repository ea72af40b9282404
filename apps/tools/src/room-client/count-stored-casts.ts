import type { CastId, ListedCast } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';

type ListPage = (wand: Wand, after: CastId | null) => Promise<readonly ListedCast[]>;

/** Ids of every stored cast of these wands' participants, with the number of rows of each. */
export async function countStoredCasts(
  wands: readonly Wand[],
  listPage: ListPage = (wand, after) => wand.own.list(after),
): Promise<Map<CastId, number>> {
  const counts = new Map<CastId, number>();
  for (const wand of wands) {
    for (let after: CastId | null = null; ;) {
      const page = await listPage(wand, after);
      for (const { castId } of page) counts.set(castId, (counts.get(castId) ?? 0) + 1);
      after = page.at(-1)?.castId ?? null;
      if (after === null) break;
    }
  }
  return counts;
}
