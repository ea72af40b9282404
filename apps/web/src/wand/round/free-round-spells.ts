import { ROUND_GRACE_MS, type CastId, type Round, type SpellId } from '@wandcast/protocol';
import { begunAt } from './score/own-points';

export interface HeardCast {
  readonly castId: CastId;
  /** Null if it fizzled. */
  readonly recognized: SpellId | null;
}

/** Spells recognized during a round. @param offsetMs offset to add to the phone's clock */
export function heardIn(round: Round, casts: Iterable<HeardCast>, offsetMs: number): ReadonlySet<SpellId> {
  const heard = new Set<SpellId>();
  for (const { castId, recognized } of casts) {
    const at = begunAt(castId) + offsetMs;
    if (recognized !== null && at >= round.startsAt && at < round.endsAt + ROUND_GRACE_MS) heard.add(recognized);
  }
  return heard;
}
