import type { CastId, ListedCast } from '@wandcast/protocol';
import type { OwnCasts } from '@wandcast/wand';

/** Casts per request. */
const PAGE_SIZE = 500;

/** Metadata of all stored casts of this participant, newest first. Rejects like `OwnCasts.list`. */
export async function listOwnCasts(own: Pick<OwnCasts, 'list'>): Promise<ListedCast[]> {
  const all: ListedCast[] = [];
  for (let after: CastId | null = null; ;) {
    const page = await own.list(after, PAGE_SIZE);
    all.push(...page);
    if (page.length < PAGE_SIZE) return all;
    after = page.at(-1)?.castId ?? null;
  }
}
