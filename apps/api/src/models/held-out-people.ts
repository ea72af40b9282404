import type { CastId, JudgedCast, ModelReport } from '@wandcast/protocol';

/**
 * The people whose casts were held out, most casts first, and the person of each held-out cast.
 * @param ownerOf participant of each cast; deleted casts are missing  @param nicknames by participant
 */
export function heldOutPeople(
  judged: readonly Pick<JudgedCast, 'castId'>[],
  ownerOf: ReadonlyMap<CastId, string>,
  nicknames: ReadonlyMap<string, string>,
): Pick<ModelReport, 'people' | 'personOf'> {
  const counts = new Map<string, number>();
  const owners = judged.map(({ castId }) => ownerOf.get(castId));
  for (const owner of owners) if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  const place = new Map(ordered.map(([owner], i) => [owner, i]));
  return {
    people: ordered.map(([owner, casts]) => ({ nickname: nicknames.get(owner) ?? 'someone', casts })),
    personOf: owners.map((owner) => (owner === undefined ? null : (place.get(owner) ?? null))),
  };
}
