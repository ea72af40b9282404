import type { CastId, ListedCast } from '@wandcast/protocol';
import type { OwnCasts } from '@wandcast/wand';

/** Most casts in one answer. */
const PAGE = 500;

/** Heads of all casts the room has of this person, newest first. Rejects as `OwnCasts.list` does. */
export async function allOwn(own: Pick<OwnCasts, 'list'>): Promise<ListedCast[]> {
  const all: ListedCast[] = [];
  for (let after: CastId | null = null; ;) {
    const page = await own.list(after, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.castId ?? null;
  }
}
