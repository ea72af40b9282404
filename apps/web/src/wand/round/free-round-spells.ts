import { ROUND_GRACE_MS, type CastId, type Round, type SpellId } from '@wandcast/protocol';
import { begunAt } from './score/own-points';

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
