import { ROUND_GRACE_MS, type CastId, type Round, type SpellId } from '@wandcast/protocol';

/** When a cast was begun, ms since 1970 by its phone's clock: its id, a UUIDv7, begins with that. */
export function begunAt(castId: CastId): number {
  return Number.parseInt(castId.slice(0, 8) + castId.slice(9, 13), 16);
}

export interface HeardCast {
  readonly castId: CastId;
  /** Null where it fizzled. */
  readonly recognised: SpellId | null;
}

/** Spells that were heard in a round, whatever their points. @param offsetMs to add to the phone's clock */
export function heardIn(round: Round, casts: Iterable<HeardCast>, offsetMs: number): ReadonlySet<SpellId> {
  const heard = new Set<SpellId>();
  for (const { castId, recognised } of casts) {
    const at = begunAt(castId) + offsetMs;
    if (recognised !== null && at >= round.startsAt && at < round.endsAt + ROUND_GRACE_MS) heard.add(recognised);
  }
  return heard;
}
