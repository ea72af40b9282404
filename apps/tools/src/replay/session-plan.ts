import type { RecordedCast } from '@wandcast/gesture';

/** How long before their first cast people join, ms of the recording. */
const JOIN_LEAD_MS = 4_000;

/** The schedule of a recorded session. Times are ms from its start. */
export interface SessionPlan {
  /** When each person joins, in order. */
  readonly arrivals: readonly { readonly user: string; readonly atMs: number }[];
  /** In the order in which they start. */
  readonly casts: readonly { readonly cast: RecordedCast; readonly atMs: number }[];
  /** Until the last cast ends. */
  readonly lengthMs: number;
}

/**
 * Schedules a session by the recorded start times. Pauses longer than `longestPauseMs` are cut to that length.
 * @param speed 2 takes half the time; 0 takes none
 * @throws RangeError if a cast has no recorded time
 */
export function planSession(
  casts: readonly RecordedCast[],
  { longestPauseMs, speed }: { readonly longestPauseMs: number; readonly speed: number },
): SessionPlan {
  const inOrder = [...casts].sort((a, b) => timeOf(a) - timeOf(b));
  const first = inOrder[0];
  if (first === undefined) return { arrivals: [], casts: [], lengthMs: 0 };
  const scaled = (ms: number): number => (speed === 0 ? 0 : ms / speed);
  let skippedMs = timeOf(first) - JOIN_LEAD_MS;
  let quietSince = timeOf(first);
  const arrivals = new Map<string, number>();
  const planned = inOrder.map((cast) => {
    const at = timeOf(cast);
    skippedMs += Math.max(0, at - quietSince - longestPauseMs);
    quietSince = Math.max(quietSince, at + durationOf(cast));
    if (!arrivals.has(cast.user)) arrivals.set(cast.user, scaled(Math.max(0, at - skippedMs - JOIN_LEAD_MS)));
    return { cast, atMs: scaled(at - skippedMs) };
  });
  return {
    arrivals: [...arrivals].map(([user, atMs]) => ({ user, atMs })),
    casts: planned,
    lengthMs: scaled(quietSince - skippedMs),
  };
}

function timeOf({ id, metadata }: RecordedCast): number {
  if (metadata?.at === undefined) throw new RangeError(`cast ${id} has no recorded time`);
  return metadata.at;
}

function durationOf({ signal }: RecordedCast): number {
  return signal.t.at(-1) ?? 0;
}
