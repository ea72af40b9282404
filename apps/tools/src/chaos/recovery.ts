import type { Fault, Observation } from './faults/fault.js';
import type { Crew } from './load/crew.js';
import type { ChaosSite } from './site/chaos-site.js';

/** A room that is not back by then will never be, ms. */
const MAX_RECOVERY_MS = 60_000;

/** How a room came back after a fault. Times from the end of its cause, ms; undefined if it did not. */
export interface Recovery extends Observation {
  readonly fault: Fault;
  /** Until the first acknowledgement of a cast that was begun after it. */
  readonly recoveredMs: number | undefined;
  /** Until every wand was in the room. */
  readonly joinedMs: number | undefined;
  /** Until every wand was in the room and the casts it had kept were acknowledged. */
  readonly backMs: number | undefined;
}

/** Does a fault to a casting room, and waits until the room has recovered. @throws what the fault throws */
export async function recoverFrom(fault: Fault, site: ChaosSite, crew: Crew, random: () => number): Promise<Recovery> {
  const { endedAt, observed } = await fault.run(site, random);
  const since = fault.disconnects ? endedAt : undefined;
  const isAway = (): boolean => crew.awayCount(since) > 0;
  const [recovered, joined, back, observation] = await Promise.all([
    crew.until((acked) => acked !== undefined && acked.begunAt > endedAt, MAX_RECOVERY_MS),
    crew.until(() => !isAway(), MAX_RECOVERY_MS),
    crew.until(() => !isAway() && !crew.hasKept(endedAt), MAX_RECOVERY_MS),
    observed,
  ]);
  const after = (time: number | undefined): number | undefined => time && time - endedAt;
  return { fault, recoveredMs: after(recovered), joinedMs: after(joined), backMs: after(back), ...observation };
}

export function isRecovered({ recoveredMs, backMs }: Recovery): boolean {
  return recoveredMs !== undefined && backMs !== undefined;
}
