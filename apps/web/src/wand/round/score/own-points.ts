import type { CastId, OwnStanding, Points, Round } from '@wandcast/protocol';

/** A clock that was measured is off by less than this, ms; a round begins at least 5 s after the one before. */
const SLACK_MS = 2_000;

/** When a cast was begun, ms since 1970 by its phone's clock: its id, a UUIDv7, begins with that. */
export function begunAt(castId: CastId): number {
  return Number.parseInt(castId.slice(0, 8) + castId.slice(9, 13), 16);
}

/** What one has of a round. */
export interface OwnPoints {
  /** All together. */
  readonly gained: number;
  /** Of the cast that counts; in a free round of the newest that does. */
  readonly cast: Points;
}

/**
 * What one has of `round`; null where nothing yet. A standing that was told before the round began, or after it was taken
 * back, is of another one, which the time of its cast says. @param offsetMs to add to the phone's clock
 */
export function ownPoints(round: Round, { gained, last }: OwnStanding, offsetMs: number): OwnPoints | null {
  if (last === null || round.undone || begunAt(last.castId) + offsetMs < round.startsAt - SLACK_MS) return null;
  return { gained, cast: last };
}
