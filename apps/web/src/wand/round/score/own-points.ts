import type { CastId, OwnStanding, Points, Round } from '@wandcast/protocol';

/** Tolerance for clock errors, ms: at most the shortest time between the announcement and the start of a round. */
const TOLERANCE_MS = 2_000;

/** Start time of a cast, ms since 1970 on its phone's clock, from its UUIDv7 id. */
export function castStartedAt(castId: CastId): number {
  return Number.parseInt(castId.slice(0, 8) + castId.slice(9, 13), 16);
}

/** A participant's points in a round. */
export interface OwnPoints {
  /** Total points of the round. */
  readonly gained: number;
  /** Points of the cast that counts; in a free round, of the latest one. */
  readonly cast: Points;
}

/**
 * The participant's points in `round`; null if there are none yet. A standing may still belong to an earlier round,
 * which the start time of its cast reveals. @param offsetMs offset to add to the phone's clock
 */
export function ownPoints(round: Round, { gained, last }: OwnStanding, offsetMs: number): OwnPoints | null {
  if (last === null || round.undone || castStartedAt(last.castId) + offsetMs < round.startsAt - TOLERANCE_MS)
    return null;
  return { gained, cast: last };
}
