import type { RecordedCast } from '@wandcast/gesture';

/** People take out their phones so long before their first cast, ms of the recording. */
const AHEAD_MS = 4_000;

/** A recorded session as it is to be played again: times in ms from its beginning. */
export interface SessionPlan {
  /** Who comes when, in that order. */
  readonly arrivals: readonly { readonly user: string; readonly atMs: number }[];
  /** In the order in which they begin. */
  readonly casts: readonly { readonly cast: RecordedCast; readonly atMs: number }[];
  /** Until the last hand comes to rest. */
  readonly lengthMs: number;
}

/**
 * Plans a session from when its casts began. Where nobody cast for longer than `longestPauseMs`, that pause is cut to it.
 * @param speed 2 takes half the time; 0 takes none
 * @throws RangeError where a cast does not say when it was
 */
export function planSession(
  casts: readonly RecordedCast[],
  { longestPauseMs, speed }: { readonly longestPauseMs: number; readonly speed: number },
): SessionPlan {
  const inOrder = [...casts].sort((a, b) => timeOf(a) - timeOf(b));
  const first = inOrder[0];
  if (first === undefined) return { arrivals: [], casts: [], lengthMs: 0 };
  const scaled = (ms: number): number => (speed === 0 ? 0 : ms / speed);
  let cut = timeOf(first) - AHEAD_MS;
  let quietSince = timeOf(first);
  const arrivals = new Map<string, number>();
  const planned = inOrder.map((cast) => {
    const at = timeOf(cast);
    cut += Math.max(0, at - quietSince - longestPauseMs);
    quietSince = Math.max(quietSince, at + lengthOf(cast));
    if (!arrivals.has(cast.user)) arrivals.set(cast.user, scaled(Math.max(0, at - cut - AHEAD_MS)));
    return { cast, atMs: scaled(at - cut) };
  });
  return {
    arrivals: [...arrivals].map(([user, atMs]) => ({ user, atMs })),
    casts: planned,
    lengthMs: scaled(quietSince - cut),
  };
}

function timeOf({ id, metadata }: RecordedCast): number {
  if (metadata?.at === undefined) throw new RangeError(`cast ${id} does not say when it was`);
  return metadata.at;
}

function lengthOf({ signal }: RecordedCast): number {
  return signal.t.at(-1) ?? 0;
}
