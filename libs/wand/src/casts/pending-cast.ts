import type { CastId, CastReplay, ClockAnchor, LocalMoment } from '@wandcast/protocol';

/** When a cast began by the clocks of its page, from which its date is corrected before it is sent. */
export interface CastMoment extends LocalMoment {
  /** Identifies the page: monotonic times of two pages cannot be compared. */
  readonly page: string;
  /** The newest reading of the server's clock before the cast; undefined if there was none. */
  readonly before: ClockAnchor | undefined;
}

/** A finished cast that the server has not acknowledged: what `cast:replay` sends, and when it was made. */
export interface PendingCast extends CastReplay {
  /** Not sent. Absent if `offsetMs` is known to be right, and in casts that older versions stored. */
  readonly made?: CastMoment | undefined;
}

/** Persists pending casts. Pages pass one backed by IndexedDB; the default is {@link memoryStore}. */
export interface CastStore {
  put(cast: PendingCast): Promise<void>;
  remove(castId: CastId): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly PendingCast[]>;
}

/** Keeps casts in memory only: for simulated wands, and pages without IndexedDB. */
export function memoryStore(): CastStore {
  const casts = new Map<CastId, PendingCast>();
  return {
    put: (cast) => Promise.resolve(void casts.set(cast.castId, cast)),
    remove: (castId) => Promise.resolve(void casts.delete(castId)),
    list: () => Promise.resolve([...casts.values()]),
  };
}
