import { ROUND_GRACE_MS, type CastId, type Round, type SpellId } from '@wandcast/protocol';
import { castStartedAt } from './score/own-points';

export interface RecognizedCast {
  readonly castId: CastId;
  /** Null if it fizzled. */
  readonly recognized: SpellId | null;
}

/** Spells recognized during a round. @param offsetMs offset to add to the phone's clock */
export function recognizedInRound(
  round: Round,
  casts: Iterable<RecognizedCast>,
  offsetMs: number,
): ReadonlySet<SpellId> {
  const spells = new Set<SpellId>();
  for (const { castId, recognized } of casts) {
    const at = castStartedAt(castId) + offsetMs;
    if (recognized !== null && at >= round.startsAt && at < round.endsAt + ROUND_GRACE_MS) spells.add(recognized);
  }
  return spells;
}
