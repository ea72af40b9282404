import type { ClockAnchor } from '@wandcast/protocol';
import type { CastMoment } from './pending-cast.js';

/** Error of a date that is not worth correcting, ms. */
const TOLERANCE_MS = 500;

/**
 * The offset of a cast, ms, after the phone's clock was set or the phone slept around it (SPEC Z2).
 *
 * A monotonic clock may stand still in sleep but is never set, so it bounds the date: the cast was made no earlier than
 * the reading before it plus the monotonic time between them, and no later than the reading after it minus that time.
 * Without sleep both bounds are equal. Otherwise the wall clock's date is used if it lies between them.
 * @param after the newest reading  @param page the page that took it
 * @returns server time minus wall clock at the cast; null if its date is unknown
 */
export function offsetOf(made: CastMoment, after: ClockAnchor | undefined, page: string): number | null {
  if (after === undefined) return null;
  const { before, wall, monotonic } = made;
  const isSamePage = made.page === page;
  const latest = after.wall + after.offsetMs - (isSamePage ? after.monotonic - monotonic : 0);
  if (before === undefined) {
    const lateMs = wall + after.offsetMs - latest;
    return (isSamePage ? Math.abs(lateMs) : lateMs) <= TOLERANCE_MS ? after.offsetMs : null;
  }
  const earliest = before.wall + before.offsetMs + (monotonic - before.monotonic);
  const isPossible = (at: number): boolean => at >= earliest - TOLERANCE_MS && at <= latest + TOLERANCE_MS;
  const offset = [after.offsetMs, before.offsetMs].find((offsetMs) => isPossible(wall + offsetMs));
  return offset ?? earliest - wall;
}
